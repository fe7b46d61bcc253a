//! A page, stage by stage: each line is all stages up to that one.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use nutgraf::{Document, Extractor, Layer};

fn stages(criterion: &mut Criterion) {
    let page = include_str!("../../../examples/article.txt");
    let extractor = Extractor::new();
    let mut group = criterion.benchmark_group("page");
    group.throughput(Throughput::Bytes(page.len() as u64));
    for (name, layers) in [
        ("sentences", Layer::SENTENCES),
        ("tokens", Layer::TOKENS),
        ("names and values", Layer::ENTITIES | Layer::VALUES),
        ("clusters", Layer::CLUSTERS),
        ("all", Layer::all()),
    ] {
        group.bench_function(name, |bencher| {
            bencher.iter(|| extractor.request(black_box(page)).only(layers).extract().unwrap());
        });
    }
    let doc = extractor.extract(page).unwrap();
    let json = doc.to_json();
    group.bench_function("to JSON", |bencher| bencher.iter(|| black_box(&doc).to_json()));
    group.bench_function("from JSON", |bencher| bencher.iter(|| Document::from_json(black_box(&json)).unwrap()));
    group.finish();
    criterion.bench_function("a new extractor", |bencher| bencher.iter(Extractor::new));
}

criterion_group!(benches, stages);
criterion_main!(benches);
