/**
 * @file nutgraf.hpp
 * @brief libnutgraf for C++17: handles that free themselves, `std::string_view`,
 * ranges and exceptions over `nutgraf.h`, in this header alone.
 *
 * @code{.cpp}
 * #include <nutgraf.hpp>
 * #include <iostream>
 *
 * int main() try {
 *   const nutgraf::Extractor extractor;
 *   const nutgraf::Document document = extractor.extract("Mr. Okello met Ms. Quispe in Lima on Tuesday.");
 *   for (const nutgraf::Entity& entity : document.entities()) {
 *     std::cout << entity.label_name << ' ' << entity.text << '\n';
 *   }
 * } catch (const nutgraf::Error& error) {
 *   std::cerr << error.what() << '\n';
 *   return 1;
 * }
 * @endcode
 *
 * - **Lifetime**: what is read of a document points into it, and is valid as
 *   long as the `Document` or `Batch` that it is of. Moving one moves no text.
 * - **Failure** is an `Error`, which tells the status of the C call. Reading a
 *   document throws only for an index beyond the last (`std::out_of_range`).
 * - **Threads**: as in C. An `Extractor` and a `Document` that are `const` may
 *   be used by any number of threads.
 * - **Cost**: that of the C calls; nothing is copied but what C copies, and a
 *   range makes its items as they are read.
 */

#ifndef NUTGRAF_HPP
#define NUTGRAF_HPP

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "nutgraf.h"

/** libnutgraf for C++. */
namespace nutgraf {

/** Why a call failed. */
class Error : public std::runtime_error {
 public:
  /** An error with a status, a message, and where in the argument it went wrong. */
  Error(ng_status status, const std::string& message, std::optional<std::size_t> position = {})
      : std::runtime_error(message), status_(status), position_(position) {}

  /** One of `NG_ERROR_…`. */
  ng_status status() const noexcept { return status_; }
  /** The byte of the argument at which it is not UTF-8. */
  std::optional<std::size_t> position() const noexcept { return position_; }

 private:
  ng_status status_;
  std::optional<std::size_t> position_;
};

/** What the classes below share; not for use. */
namespace detail {

struct Free {
  void operator()(ng_extractor* it) const noexcept { ng_extractor_free(it); }
  void operator()(ng_document* it) const noexcept { ng_document_free(it); }
  void operator()(ng_batch* it) const noexcept { ng_batch_free(it); }
  void operator()(ng_sentences* it) const noexcept { ng_sentences_free(it); }
  void operator()(ng_string* it) const noexcept { ng_string_free(it); }
  void operator()(ng_error* it) const noexcept { ng_error_free(it); }
  void operator()(ng_sentence_stream* it) const noexcept { ng_sentence_stream_free(it); }
  void operator()(ng_gazetteer* it) const noexcept { ng_gazetteer_free(it); }
  void operator()(ng_patterns* it) const noexcept { ng_patterns_free(it); }
};

template <class T>
using Handle = std::unique_ptr<T, Free>;

inline Error error_of(const ng_error* error) {
  std::size_t position = 0;
  const bool placed = ng_error_position(error, &position);
  return {ng_error_status(error), ng_error_message(error), placed ? std::optional(position) : std::nullopt};
}

/** Calls C, which writes a handle or an error. */
template <class T, class Call>
Handle<T> make(Call&& call) {
  T* made = nullptr;
  ng_error* error = nullptr;
  const ng_status status = call(&made, &error);
  const Handle<ng_error> owned(error);
  if (status == NG_OK) return Handle<T>(made);
  if (error == nullptr) throw Error(status, ng_status_name(status));
  throw error_of(error);
}

inline std::string_view view(ng_str text) noexcept { return {text.data, text.len}; }
inline ng_str str(std::string_view text) noexcept { return {text.data(), text.size()}; }

inline std::optional<std::string_view> some(ng_str text) noexcept {
  return text.data == nullptr ? std::nullopt : std::optional(view(text));
}

template <class T>
std::optional<T> some(bool is_there, T value) {
  return is_there ? std::optional<T>(value) : std::nullopt;
}

/** Reads one of C's structs out of a document. */
template <class T, class Get, class... Index>
T read(Get get, const ng_document* document, Index... index) {
  T item;
  if (get(document, index..., &item) != NG_OK) throw std::out_of_range("nutgraf: there is no such item");
  return item;
}

}  // namespace detail

/** A half-open range of bytes of the text. */
struct Span {
  std::size_t start = 0; /**< The first byte. */
  std::size_t end = 0;   /**< The byte after the last. */

  Span() = default;
  /** From C. */
  Span(ng_span span) : start(span.start), end(span.end) {}
  /** How many bytes. */
  std::size_t size() const noexcept { return end - start; }
  /** The piece of `text` that it takes up; empty where it is of another text. */
  std::string_view of(std::string_view text) const noexcept {
    return start <= end && end <= text.size() ? text.substr(start, end - start) : std::string_view();
  }
  /** Whether they are the same bytes. */
  friend bool operator==(Span a, Span b) noexcept { return a.start == b.start && a.end == b.end; }
  /** Whether they are not. */
  friend bool operator!=(Span a, Span b) noexcept { return !(a == b); }
};

/** What a document has of one kind: a random-access range, whose items are made as they are read. */
template <class T>
class List {
 public:
  class iterator;
  using const_iterator = iterator; /**< The same: a list is never written to. */
  using value_type = T;            /**< What it is a list of. */
  using size_type = std::size_t;   /**< How items are counted. */

  /** `count` items that `T(document, owner, index)` makes. */
  List(const ng_document* document, std::size_t owner, std::size_t count)
      : document_(document), owner_(owner), count_(count) {}

  /** How many items there are. */
  std::size_t size() const noexcept { return count_; }
  /** Whether there is none. */
  bool empty() const noexcept { return count_ == 0; }
  /** The first item. */
  iterator begin() const noexcept { return {*this, 0}; }
  /** Behind the last item. */
  iterator end() const noexcept { return {*this, count_}; }
  /** The item numbered `index`; throws `std::out_of_range` beyond the last. */
  T operator[](std::size_t index) const { return T(document_, owner_, index); }

  /** Walks over the items, in both directions and by any number of them. */
  class iterator {
   public:
    // By C++17's rules an iterator that makes its items is an input iterator,
    // by C++20's this one is of random access.
    using iterator_category = std::input_iterator_tag;
#if __cplusplus >= 202002L
    using iterator_concept = std::random_access_iterator_tag;
#endif
    using value_type = T;
    using reference = T;
    using difference_type = std::ptrdiff_t;

    /** An item that is only there while it is looked at. */
    struct pointer {
      T item;
      const T* operator->() const noexcept { return &item; }
    };

    iterator() noexcept : list_(nullptr, 0, 0) {}
    iterator(const List& list, std::size_t at) noexcept : list_(list), at_(at) {}

    T operator*() const { return list_[at_]; }
    pointer operator->() const { return {**this}; }
    T operator[](difference_type by) const { return *(*this + by); }
    iterator& operator+=(difference_type by) noexcept {
      at_ += static_cast<std::size_t>(by);
      return *this;
    }
    iterator& operator-=(difference_type by) noexcept { return *this += -by; }
    iterator& operator++() noexcept { return *this += 1; }
    iterator& operator--() noexcept { return *this += -1; }
    iterator operator++(int) noexcept {
      iterator before = *this;
      ++*this;
      return before;
    }
    iterator operator--(int) noexcept {
      iterator before = *this;
      --*this;
      return before;
    }
    friend iterator operator+(iterator it, difference_type by) noexcept { return it += by; }
    friend iterator operator+(difference_type by, iterator it) noexcept { return it += by; }
    friend iterator operator-(iterator it, difference_type by) noexcept { return it -= by; }
    friend difference_type operator-(const iterator& a, const iterator& b) noexcept {
      return static_cast<difference_type>(a.at_ - b.at_);
    }
    friend bool operator==(const iterator& a, const iterator& b) noexcept { return a.at_ == b.at_; }
    friend bool operator!=(const iterator& a, const iterator& b) noexcept { return a.at_ != b.at_; }
    friend bool operator<(const iterator& a, const iterator& b) noexcept { return a.at_ < b.at_; }
    friend bool operator>(const iterator& a, const iterator& b) noexcept { return b < a; }
    friend bool operator<=(const iterator& a, const iterator& b) noexcept { return !(b < a); }
    friend bool operator>=(const iterator& a, const iterator& b) noexcept { return !(a < b); }

   private:
    List list_;
    std::size_t at_ = 0;
  };

 private:
  const ng_document* document_;
  std::size_t owner_;
  std::size_t count_;
};

/** A sentence. */
struct Sentence {
  Span span;             /**< The bytes that it takes up. */
  std::string_view text; /**< It as it stands in the text. */
  std::size_t paragraph; /**< The number of its paragraph, from 0. */
  ng_sentence_kind kind; /**< One of `NG_SENTENCE_…`. */

  /** From C. */
  Sentence(const ng_sentence& it)
      : span(it.span), text(detail::view(it.text)), paragraph(it.paragraph), kind(it.kind) {}
  /** The sentence numbered `index` of a document. */
  Sentence(const ng_document* document, std::size_t, std::size_t index)
      : Sentence(detail::read<ng_sentence>(ng_document_sentence, document, index)) {}
};

/** A word, number or mark. */
struct Token {
  Span span;             /**< The bytes that it takes up. */
  std::string_view text; /**< It as it stands in the text. */

  /** From C. */
  Token(const ng_token& it) : span(it.span), text(detail::view(it.text)) {}
  /** The token numbered `index` of a document. */
  Token(const ng_document* document, std::size_t, std::size_t index)
      : Token(detail::read<ng_token>(ng_document_token, document, index)) {}
};

/** What a time expression means, as TIMEX3 writes it. */
struct Timex {
  ng_timex_type type;                        /**< One of `NG_TIMEX_…`. */
  std::string_view value;                    /**< `2026-02-04`, `P10Y`, `XXXX-…`. */
  std::optional<ng_timex_modifier> modifier; /**< One of `NG_TIMEX_MOD_…`. */
  std::optional<std::string_view> quant;     /**< Of a set: "every". */
  std::optional<std::string_view> freq;      /**< Of a set: `2X`. */
  std::optional<std::string_view> begin;     /**< Of a range: where it begins. */
  std::optional<std::string_view> end;       /**< Of a range: where it ends. */

  /** From C. */
  Timex(const ng_timex& it)
      : type(it.type),
        value(detail::view(it.value)),
        modifier(detail::some(it.has_modifier, it.modifier)),
        quant(detail::some(it.quant)),
        freq(detail::some(it.freq)),
        begin(detail::some(it.begin)),
        end(detail::some(it.end)) {}
};

/** A time expression in a document. */
struct TimexMention : Timex {
  Span span;             /**< The bytes that it takes up. */
  std::string_view text; /**< It as it stands in the text. */

  /** From C. */
  TimexMention(const ng_timex_mention& it) : Timex(it.timex), span(it.span), text(detail::view(it.text)) {}
  /** The time expression numbered `index` of a document. */
  TimexMention(const ng_document* document, std::size_t, std::size_t index)
      : TimexMention(detail::read<ng_timex_mention>(ng_document_timex, document, index)) {}
};

/** A decimal number of any length. */
struct Decimal {
  std::string_view digits; /**< All its digits: `-12.5`. */
  double nearest;          /**< The nearest `double`. */

  /** From C. */
  Decimal(const ng_decimal& it) : digits(detail::view(it.digits)), nearest(it.nearest) {}
};

/** How much: a number, a bound or a range, each perhaps approximate. */
struct Amount {
  std::optional<Decimal> exact; /**< The number. */
  std::optional<Decimal> min;   /**< The least that it can be. */
  std::optional<Decimal> max;   /**< The most that it can be. */
  bool approximate;             /**< Whether the text says "about" or the like. */

  /** From C. */
  Amount(const ng_amount& it)
      : exact(detail::some<Decimal>(it.has_exact, it.exact)),
        min(detail::some<Decimal>(it.has_min, it.min)),
        max(detail::some<Decimal>(it.has_max, it.max)),
        approximate(it.approximate) {}
};

/** The normalised reading of a mention; `kind` tells which fields are there. */
struct Value {
  ng_value_kind kind;                       /**< One of `NG_VALUE_…`. */
  std::optional<Timex> timex;               /**< Of a time expression. */
  std::optional<Amount> amount;             /**< Of all others. */
  std::optional<std::string_view> currency; /**< Of money: the ISO 4217 code. */
  std::optional<std::string_view> unit;     /**< Of a measure: the unit. */
  bool points;                              /**< Of a share: percentage points. */

  /** From C. */
  Value(const ng_value& it)
      : kind(it.kind),
        timex(detail::some<Timex>(it.kind == NG_VALUE_TIMEX, it.timex)),
        amount(detail::some<Amount>(it.kind != NG_VALUE_TIMEX, it.amount)),
        currency(detail::some(it.currency)),
        unit(detail::some(it.unit)),
        points(it.points) {}
};

/** One mention of a name, or a value. */
struct Entity {
  Span span;                          /**< The bytes that it takes up. */
  std::string_view text;              /**< It as it stands in the text. */
  ng_label label;                     /**< One of `NG_LABEL_…`. */
  std::string_view label_name;        /**< `PERSON`, or that of a label of your own. */
  std::optional<std::string_view> id; /**< The identifier in a list or pattern of your own. */
  ng_source source;                   /**< One of `NG_SOURCE_…`. */
  std::optional<float> score;         /**< The probability that span and label are right. */
  std::optional<std::size_t> cluster; /**< The number of its cluster: `Document::clusters`. */
  std::optional<Value> value;         /**< What it means. */

  /** The entity numbered `index` of a document. */
  Entity(const ng_document* document, std::size_t, std::size_t index)
      : Entity(detail::read<ng_entity>(ng_document_entity, document, index), document, index) {}

 private:
  Entity(const ng_entity& it, const ng_document* document, std::size_t index)
      : span(it.span),
        text(detail::view(it.text)),
        label(it.label),
        label_name(detail::view(it.label_name)),
        id(detail::some(it.id)),
        source(it.source),
        score(detail::some(it.has_score, it.score)),
        cluster(detail::some(it.has_cluster, it.cluster)) {
    if (it.has_value) value = Value(detail::read<ng_value>(ng_document_entity_value, document, index));
  }
};

/** One mention of a cluster. */
struct Mention {
  Span span;                         /**< The bytes that it takes up. */
  std::string_view text;             /**< It as it stands in the text. */
  ng_mention_kind kind;              /**< One of `NG_MENTION_…`. */
  std::optional<std::size_t> entity; /**< The number of the entity that it is. */

  /** From C. */
  Mention(const ng_mention& it)
      : span(it.span), text(detail::view(it.text)), kind(it.kind), entity(detail::some(it.has_entity, it.entity)) {}
  /** The mention numbered `index` of a cluster. */
  Mention(const ng_document* document, std::size_t cluster, std::size_t index)
      : Mention(detail::read<ng_mention>(ng_document_cluster_mention, document, cluster, index)) {}
};

/** Another form of a cluster's name. */
struct Alias {
  Span span;             /**< Where it first stands. */
  std::string_view text; /**< It as it stands in the text. */

  /** From C. */
  Alias(const ng_alias& it) : span(it.span), text(detail::view(it.text)) {}
  /** The form numbered `index` of a cluster. */
  Alias(const ng_document* document, std::size_t cluster, std::size_t index)
      : Alias(detail::read<ng_alias>(ng_document_cluster_alias, document, cluster, index)) {}
};

/** A thing that is named somewhere: its words, where they stand, and its cluster. */
struct Named {
  Span span;                          /**< Where it stands. */
  std::string_view text;              /**< It as it stands in the text. */
  std::optional<std::size_t> cluster; /**< The number of its cluster. */
};

/** A title or office that the document gives to a person. */
struct Role {
  std::string_view title;            /**< "Treasury Secretary". */
  Span title_span;                   /**< Where the title stands. */
  std::optional<Named> organisation; /**< Of which organisation. */
  std::optional<Named> place;        /**< Of which place. */
  bool is_former;                    /**< Whether it is said to be past. */
  bool is_acting;                    /**< Whether it is held for the time being. */

  /** From C. */
  Role(const ng_role& it)
      : title(detail::view(it.title)), title_span(it.title_span), is_former(it.is_former), is_acting(it.is_acting) {
    if (it.has_organisation) {
      organisation = Named{it.organisation_span, detail::view(it.organisation),
                           detail::some(it.has_organisation_cluster, it.organisation_cluster)};
    }
    if (it.has_place) {
      place = Named{it.place_span, detail::view(it.place), detail::some(it.has_place_cluster, it.place_cluster)};
    }
  }
  /** The title or office numbered `index` of a cluster. */
  Role(const ng_document* document, std::size_t cluster, std::size_t index)
      : Role(detail::read<ng_role>(ng_document_cluster_role, document, cluster, index)) {}
};

/** How a cluster stands to another. */
struct Relation {
  ng_relation_kind kind; /**< One of `NG_RELATION_…`. */
  std::size_t cluster;   /**< The number of the other. */

  /** The relation numbered `index` of a cluster. */
  Relation(const ng_document* document, std::size_t owner, std::size_t index) {
    const auto it = detail::read<ng_relation>(ng_document_cluster_relation, document, owner, index);
    kind = it.kind;
    cluster = it.cluster;
  }
};

/** One person, organisation, place or other thing. */
struct Cluster {
  std::string_view name;                   /**< The fullest form of its name. */
  Span name_span;                          /**< Where that form stands. */
  ng_label label;                          /**< One of `NG_LABEL_…`. */
  std::string_view label_name;             /**< `ORG`, or that of a label of your own. */
  std::optional<std::string_view> id;      /**< The identifier in a list of your own. */
  std::optional<std::string_view> acronym; /**< Its acronym. */
  Span acronym_span;                       /**< Where the acronym stands, where there is one. */
  List<Mention> mentions;                  /**< Its mentions, in order. */
  List<Alias> aliases;                     /**< The other forms of its name. */
  List<Role> roles;                        /**< Titles and offices of a person. */
  List<Relation> relations;                /**< How it stands to others. */

  /** The cluster numbered `index` of a document. */
  Cluster(const ng_document* document, std::size_t, std::size_t index)
      : Cluster(detail::read<ng_cluster>(ng_document_cluster, document, index), document, index) {}

 private:
  Cluster(const ng_cluster& it, const ng_document* document, std::size_t index)
      : name(detail::view(it.name)),
        name_span(it.name_span),
        label(it.label),
        label_name(detail::view(it.label_name)),
        id(detail::some(it.id)),
        acronym(detail::some(it.acronym)),
        acronym_span(it.acronym_span),
        mentions(document, index, it.mention_count),
        aliases(document, index, it.alias_count),
        roles(document, index, it.role_count),
        relations(document, index, it.relation_count) {}
};

/** A piece of a quotation's words. */
struct Piece : Span {
  /** The piece numbered `index` of a quotation. */
  Piece(const ng_document* document, std::size_t quote, std::size_t index)
      : Span(detail::read<ng_span>(ng_document_quote_content, document, quote, index)) {}
};

/** A quotation with its speaker. */
struct Quote {
  ng_quote_kind kind;           /**< One of `NG_QUOTE_…`. */
  List<Piece> content;          /**< Its words, at least one piece. */
  std::optional<Named> cue;     /**< "said"; it has no cluster. */
  std::optional<Named> speaker; /**< A name, "she", "the minister". */
  std::optional<float> score;   /**< How sure the speaker is. */
  bool is_closed;               /**< Whether the closing mark is there. */

  /** The quotation numbered `index` of a document. */
  Quote(const ng_document* document, std::size_t, std::size_t index)
      : Quote(detail::read<ng_quote>(ng_document_quote, document, index), document, index) {}

 private:
  Quote(const ng_quote& it, const ng_document* document, std::size_t index)
      : kind(it.kind),
        content(document, index, it.content_count),
        score(detail::some(it.has_score, it.score)),
        is_closed(it.is_closed) {
    if (it.has_cue) cue = Named{it.cue_span, detail::view(it.cue), std::nullopt};
    if (it.has_speaker) {
      speaker = Named{it.speaker_span, detail::view(it.speaker),
                      detail::some(it.has_speaker_cluster, it.speaker_cluster)};
    }
  }
};

/** A document that something else owns: a `Document`, a `Batch`, or C. */
class DocumentView {
 public:
  /** A view of a document that outlives it. */
  explicit DocumentView(const ng_document* document) noexcept : document_(document) {}

  /** The text, untouched. */
  std::string_view text() const noexcept { return detail::view(ng_document_text(document_)); }
  /** The date that was given, or that its first lines tell. */
  std::optional<ng_date> date() const noexcept {
    ng_date date;
    return ng_document_date(document_, &date) ? std::optional(date) : std::nullopt;
  }
  /** The layers that were asked for. */
  ng_layers layers() const noexcept { return ng_document_layers(document_); }
  /** Sentences, in the order of the text. */
  List<Sentence> sentences() const { return {document_, 0, ng_document_sentence_count(document_)}; }
  /** Words, numbers and marks, in the order of the text. */
  List<Token> tokens() const { return {document_, 0, ng_document_token_count(document_)}; }
  /** Names and values, in the order of the text; they do not overlap. */
  List<Entity> entities() const { return {document_, 0, ng_document_entity_count(document_)}; }
  /** Time expressions as TIMEX3 spans them. */
  List<TimexMention> timexes() const { return {document_, 0, ng_document_timex_count(document_)}; }
  /** Who and what, in the order of their first mention. */
  List<Cluster> clusters() const { return {document_, 0, ng_document_cluster_count(document_)}; }
  /** Quotations with their speakers. */
  List<Quote> quotes() const { return {document_, 0, ng_document_quote_count(document_)}; }

  /** The document as JSON in one line. */
  std::string to_json() const {
    const auto json = detail::make<ng_string>(
        [&](ng_string** made, ng_error** error) { return ng_document_to_json(document_, made, error); });
    return {ng_string_data(json.get()), ng_string_len(json.get())};
  }
  /** The handle, for calls of C. */
  const ng_document* get() const noexcept { return document_; }

 private:
  const ng_document* document_;
};

/** One result: a text and everything found in it. Owns what is read of it; moves, and does not copy. */
class Document : public DocumentView {
 public:
  /** Takes a document over from C. */
  explicit Document(ng_document* document) noexcept : DocumentView(document), owned_(document) {}

  /** Reads a document that `to_json` wrote. */
  static Document from_json(std::string_view json) {
    return Document(detail::make<ng_document>([&](ng_document** made, ng_error** error) {
                      return ng_document_from_json(json.data(), json.size(), made, error);
                    }).release());
  }

 private:
  detail::Handle<ng_document> owned_;
};

/** What is wanted of a text. */
struct Request {
  std::string_view date;  /**< The document's date, `YYYY-MM-DD`; empty for none. */
  ng_layers layers = 0;   /**< `NG_LAYER_…` joined by `|`; 0 for all. */

  /** For C. */
  ng_extract_options options() const noexcept {
    ng_extract_options options = NG_EXTRACT_OPTIONS_INIT;
    if (!date.empty()) options.date = detail::str(date);
    options.layers = layers;
    return options;
  }
};

/** The results of many texts, in their order. */
class Batch {
 public:
  /** Takes a batch over from C. */
  explicit Batch(ng_batch* batch) noexcept : owned_(batch) {}

  /** How many texts there were. */
  std::size_t size() const noexcept { return ng_batch_count(owned_.get()); }
  /** The document of the text numbered `index`; throws the `Error` that it ended in. */
  DocumentView operator[](std::size_t index) const {
    if (const ng_error* error = ng_batch_error(owned_.get(), index)) throw detail::error_of(error);
    const ng_document* document = ng_batch_document(owned_.get(), index);
    if (document == nullptr) throw std::out_of_range("nutgraf: there is no such text");
    return DocumentView(document);
  }

 private:
  detail::Handle<ng_batch> owned_;
};

/** An entry of a list of your own names. */
struct GazetteerEntry {
  std::string_view name;                        /**< The name. */
  std::string_view label;                       /**< A label of the library, or your own in capitals. */
  std::string_view id;                          /**< Your identifier of what it names; empty for none. */
  std::vector<std::string_view> aliases;        /**< Other names of the same. */
  std::optional<float> score;                   /**< The score that its mentions have, 0 to 1. */
  ng_case_rule case_rule = NG_CASE_UPPER;       /**< Which capitals its names may be written with. */
  ng_ambiguous ambiguous = NG_AMBIGUOUS_BY_WORD; /**< Whether its names are ordinary words too. */
};

/** What holds for all of a list. */
struct GazetteerOptions {
  std::string_view label;  /**< The label of what has none of its own. */
  bool keep_first = false; /**< Of names that are listed twice the first counts; else they are an error. */

  /** For C. */
  ng_gazetteer_options options() const noexcept {
    ng_gazetteer_options options = NG_GAZETTEER_OPTIONS_INIT;
    if (!label.empty()) options.label = detail::str(label);
    options.keep_first = keep_first;
    return options;
  }
};

/** A list of your own names. */
class Gazetteer {
 public:
  /** Of a list in memory, which is not used after the call. */
  static Gazetteer from_entries(const std::vector<GazetteerEntry>& entries, const GazetteerOptions& options = {}) {
    std::vector<ng_gazetteer_entry> of_c;
    std::vector<std::vector<ng_str>> aliases;
    of_c.reserve(entries.size());
    aliases.reserve(entries.size());
    for (const GazetteerEntry& entry : entries) {
      aliases.emplace_back();
      for (const std::string_view alias : entry.aliases) aliases.back().push_back(detail::str(alias));
      ng_gazetteer_entry c = {};
      c.size = sizeof c;
      c.name = detail::str(entry.name);
      c.label = detail::str(entry.label);
      c.id = detail::str(entry.id);
      c.aliases = aliases.back().data();
      c.alias_count = aliases.back().size();
      c.score = entry.score.value_or(0);
      c.has_score = entry.score.has_value();
      c.case_rule = entry.case_rule;
      c.ambiguous = entry.ambiguous;
      of_c.push_back(c);
    }
    const ng_gazetteer_options all = options.options();
    return Gazetteer([&](ng_gazetteer** made, ng_error** error) {
      return ng_gazetteer_from_entries(of_c.data(), of_c.size(), &all, made, error);
    });
  }
  /** Of a list in CSV, whose first row names the columns. */
  static Gazetteer from_csv(std::string_view csv, const GazetteerOptions& options = {}) {
    const ng_gazetteer_options all = options.options();
    return Gazetteer([&](ng_gazetteer** made, ng_error** error) {
      return ng_gazetteer_from_csv(csv.data(), csv.size(), &all, made, error);
    });
  }
  /** Of a list in JSON lines. */
  static Gazetteer from_json_lines(std::string_view lines, const GazetteerOptions& options = {}) {
    const ng_gazetteer_options all = options.options();
    return Gazetteer([&](ng_gazetteer** made, ng_error** error) {
      return ng_gazetteer_from_json_lines(lines.data(), lines.size(), &all, made, error);
    });
  }
  /** Of bytes that `to_bytes` gave, or that a file of `save` holds; they are copied. */
  static Gazetteer from_bytes(std::string_view bytes) {
    return Gazetteer([&](ng_gazetteer** made, ng_error** error) {
      return ng_gazetteer_from_bytes(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(), made, error);
    });
  }
  /** Of a file that `save` wrote, in place; it is not to be written to while it is in use. */
  static Gazetteer open(std::string_view path) {
    return Gazetteer([&](ng_gazetteer** made, ng_error** error) {
      return ng_gazetteer_open(path.data(), path.size(), made, error);
    });
  }

  /** The bytes of its file. */
  std::string to_bytes() const {
    const auto bytes = detail::make<ng_string>(
        [&](ng_string** made, ng_error** error) { return ng_gazetteer_to_bytes(owned_.get(), made, error); });
    return {ng_string_data(bytes.get()), ng_string_len(bytes.get())};
  }
  /** Writes a file for `open`. */
  void save(std::string_view path) const {
    ng_error* error = nullptr;
    const ng_status status = ng_gazetteer_save(owned_.get(), path.data(), path.size(), &error);
    const detail::Handle<ng_error> owned(error);
    if (status != NG_OK) throw detail::error_of(error);
  }
  /** How many names, other forms included. */
  std::size_t size() const noexcept { return ng_gazetteer_count(owned_.get()); }
  /** The handle, for calls of C. */
  const ng_gazetteer* get() const noexcept { return owned_.get(); }

 private:
  template <class Make>
  explicit Gazetteer(Make make) : owned_(detail::make<ng_gazetteer>(make)) {}

  detail::Handle<ng_gazetteer> owned_;
};

/** Patterns of your own. */
class Patterns {
 public:
  /** Of a list in JSON. */
  static Patterns from_json(std::string_view json) { return Patterns(json); }
  /** How many patterns. */
  std::size_t size() const noexcept { return ng_patterns_count(owned_.get()); }
  /** The handle, for calls of C. */
  const ng_patterns* get() const noexcept { return owned_.get(); }

 private:
  explicit Patterns(std::string_view json)
      : owned_(detail::make<ng_patterns>([&](ng_patterns** made, ng_error** error) {
          return ng_patterns_from_json(json.data(), json.size(), made, error);
        })) {}

  detail::Handle<ng_patterns> owned_;
};

/** How an extractor is made. */
struct ExtractorOptions {
  std::string_view model;                      /**< The bytes of a model file; empty for the model inside. */
  std::string_view model_path;                 /**< The path of a model file; empty for none. */
  std::vector<std::string_view> abbreviations; /**< Words whose stop ends no sentence. */
  std::vector<const Gazetteer*> gazetteers;    /**< Lists of your own names. */
  const Patterns* patterns = nullptr;          /**< Patterns of your own. */
  std::vector<ng_source> priority;             /**< The sources that come first; empty for the usual order. */
  ng_merge_rule merge = NG_MERGE_LONGEST;      /**< Which of two mentions that overlap stays. */
  float min_score = 0;                         /**< Names with a lower score are left out; 0 keeps all. */
};

/** The immutable engine with its model. Make one and share it. */
class Extractor {
 public:
  /** An extractor with the model inside the library. */
  Extractor() : Extractor(ExtractorOptions()) {}

  /** An extractor with options, which are not used after the call. */
  explicit Extractor(const ExtractorOptions& options) {
    if (ng_abi_version() != NG_ABI_VERSION) {
      throw Error(NG_ERROR_INTERNAL, std::string("nutgraf ") + ng_version() + " does not fit the header");
    }
    const std::vector<ng_str> abbreviations = strings(options.abbreviations);
    ng_extractor_options c = NG_EXTRACTOR_OPTIONS_INIT;
    if (!options.model.empty()) {
      c.model = reinterpret_cast<const std::uint8_t*>(options.model.data());
      c.model_len = options.model.size();
    }
    if (!options.model_path.empty()) c.model_path = detail::str(options.model_path);
    c.abbreviations = abbreviations.data();
    c.abbreviation_count = abbreviations.size();
    std::vector<const ng_gazetteer*> gazetteers;
    for (const Gazetteer* gazetteer : options.gazetteers) gazetteers.push_back(gazetteer->get());
    c.gazetteers = gazetteers.data();
    c.gazetteer_count = gazetteers.size();
    if (options.patterns != nullptr) c.patterns = options.patterns->get();
    c.priority = options.priority.data();
    c.priority_count = options.priority.size();
    c.merge = options.merge;
    c.min_score = options.min_score;
    owned_ = detail::make<ng_extractor>(
        [&](ng_extractor** made, ng_error** error) { return ng_extractor_new_with(&c, made, error); });
  }

  /** Everything that is asked for of a text. */
  Document extract(std::string_view text, const Request& request = {}) const {
    const ng_extract_options options = request.options();
    return Document(detail::make<ng_document>([&](ng_document** made, ng_error** error) {
                      return ng_extract(owned_.get(), text.data(), text.size(), &options, made, error);
                    }).release());
  }

  /** Many texts, on `threads` threads, 0 for as many as there are cores. A text may have a date of its own. */
  Batch extract_batch(const std::vector<std::string_view>& texts, std::size_t threads = 0, const Request& request = {},
                      const std::vector<std::string_view>& dates = {}) const {
    if (!dates.empty() && dates.size() != texts.size()) {
      throw Error(NG_ERROR_INVALID_ARGUMENT, "dates: there is one a text, or none at all");
    }
    const ng_extract_options options = request.options();
    const std::vector<ng_str> c_texts = strings(texts);
    std::vector<ng_str> c_dates = strings(dates);
    for (ng_str& date : c_dates) {
      if (date.len == 0) date.data = nullptr;
    }
    return Batch(detail::make<ng_batch>([&](ng_batch** made, ng_error** error) {
                   return ng_extract_batch(owned_.get(), c_texts.data(), dates.empty() ? nullptr : c_dates.data(),
                                           texts.size(), &options, threads, made, error);
                 }).release());
  }

  /** The handle, for calls of C. */
  const ng_extractor* get() const noexcept { return owned_.get(); }

 private:
  static std::vector<ng_str> strings(const std::vector<std::string_view>& views) {
    std::vector<ng_str> strings;
    strings.reserve(views.size());
    for (const std::string_view view : views) strings.push_back(detail::str(view));
    return strings;
  }

  detail::Handle<ng_extractor> owned_;
};

/** The sentences of a text, without a model: a range to be walked once. The text has to outlive it. */
class Sentences {
 public:
  /** Begins at the start of `text`. */
  explicit Sentences(std::string_view text)
      : owned_(detail::make<ng_sentences>([&](ng_sentences** made, ng_error** error) {
          return ng_sentences_new(text.data(), text.size(), made, error);
        })) {}
  /** A string that goes away before it is split. */
  explicit Sentences(std::string&&) = delete;

  /** The next sentence; none after the last. */
  std::optional<Sentence> next() {
    ng_sentence sentence;
    return ng_sentences_next(owned_.get(), &sentence) ? std::optional<Sentence>(sentence) : std::nullopt;
  }

  /** Walks over the sentences. */
  class iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = Sentence;
    using reference = const Sentence&;
    using pointer = const Sentence*;
    using difference_type = std::ptrdiff_t;

    iterator() = default;
    explicit iterator(Sentences& of) : of_(&of), at_(of.next()) {}
    reference operator*() const { return *at_; }
    pointer operator->() const { return &*at_; }
    iterator& operator++() {
      at_ = of_->next();
      return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const iterator& a, const iterator& b) noexcept { return !a.at_ && !b.at_; }
    friend bool operator!=(const iterator& a, const iterator& b) noexcept { return !(a == b); }

   private:
    Sentences* of_ = nullptr;
    std::optional<Sentence> at_;
  };

  /** The next sentence: a range is walked once. */
  iterator begin() { return iterator(*this); }
  /** Behind the last sentence. */
  iterator end() { return {}; }

 private:
  detail::Handle<ng_sentences> owned_;
};

/** A sentence of a stream; valid until the stream is used again. */
struct StreamedSentence {
  std::uint64_t start;   /**< Its first byte, counted from the first that was fed. */
  std::uint64_t end;     /**< The byte after its last. */
  std::string_view text; /**< It as it stands in the text. */
  std::size_t paragraph; /**< The number of its paragraph, from 0. */
  ng_sentence_kind kind; /**< One of `NG_SENTENCE_…`. */
};

/** Splits a text that arrives in pieces of any size: `while (auto sentence = stream.next())` after each. */
class SentenceStream {
 public:
  /** A stream to which nothing was fed yet. */
  SentenceStream()
      : owned_(detail::make<ng_sentence_stream>(
            [](ng_sentence_stream** made, ng_error** error) { return ng_sentence_stream_new(made, error); })) {}
  /** A stream that knows the abbreviations of an extractor. */
  explicit SentenceStream(const Extractor& extractor)
      : owned_(detail::make<ng_sentence_stream>([&](ng_sentence_stream** made, ng_error** error) {
          return ng_extractor_sentence_stream(extractor.get(), made, error);
        })) {}

  /** More of the text, in UTF-8 that may be cut within a character. */
  void feed(std::string_view piece) {
    ng_error* error = nullptr;
    const ng_status status = ng_sentence_stream_feed(owned_.get(), piece.data(), piece.size(), &error);
    const detail::Handle<ng_error> owned(error);
    if (status != NG_OK) throw detail::error_of(error);
  }
  /** The text is complete. */
  void finish() noexcept { ng_sentence_stream_finish(owned_.get()); }
  /** The next sentence that is known to be complete; none where more of the text is needed. */
  std::optional<StreamedSentence> next() {
    ng_streamed_sentence it;
    if (!ng_sentence_stream_next(owned_.get(), &it)) return std::nullopt;
    return StreamedSentence{it.start, it.end, detail::view(it.text), it.paragraph, it.kind};
  }

 private:
  detail::Handle<ng_sentence_stream> owned_;
};

}  // namespace nutgraf

#endif  // NUTGRAF_HPP
