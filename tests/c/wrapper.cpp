// nutgraf.hpp: handles that free themselves, ranges, and exceptions that tell
// the status. Run under the sanitizers and under Valgrind.
#include <nutgraf.hpp>
#include <nutgraf.hpp>  // twice is as good as once

#include <algorithm>
#include <cstdio>
#include <type_traits>
#include <utility>

#if __cplusplus >= 202002L
#include <ranges>
static_assert(std::ranges::random_access_range<nutgraf::List<nutgraf::Token>>);
#endif

using namespace nutgraf;

static_assert(!std::is_copy_constructible_v<Document> && std::is_nothrow_move_constructible_v<Document>);
static_assert(!std::is_copy_constructible_v<Extractor> && std::is_nothrow_move_constructible_v<Extractor>);
static_assert(!std::is_constructible_v<Sentences, std::string>, "the string would be gone");

namespace {

int failures = 0, checks = 0;

#define CHECK(...) check((__VA_ARGS__), #__VA_ARGS__, __LINE__)

void check(bool holds, const char* what, int line) {
  checks++;
  if (holds) return;
  failures++;
  std::fprintf(stderr, "wrapper.cpp:%d: not so: %s\n", line, what);
}

template <class Call>
ng_status status_of(Call&& call) {
  try {
    call();
    return NG_OK;
  } catch (const Error& error) {
    return error.status();
  }
}

// A document with one of everything, whatever the model finds.
Document everything() {
  return Document::from_json(R"({"schema":"nutgraf/1","offsets":"bytes",)"
      R"("text":"Minister Ada Okoye of Peru (AO) paid $5 on Monday. \"No,\" she said.","date":"2026-01-29",)"
      R"("layers":["sentences","tokens","entities","values","clusters","quotes"],)"
      R"("sentences":[{"start":0,"end":50,"kind":"prose","paragraph":0}],"tokens":[{"start":0,"end":8},{"start":9,"end":12}],)"
      R"("entities":[{"start":9,"end":18,"label":"PERSON","score":0.5,"source":"tagger","cluster":0},)"
      R"({"start":37,"end":39,"label":"MONEY","source":"value",)"
      R"("value":{"kind":"money","amount":"5","approximate":false,"currency":"USD"}},)"
      R"({"start":43,"end":49,"label":"DATE","source":"value",)"
      R"("value":{"kind":"timex","type":"DATE","value":"2026-01-26"}}],)"
      R"("timexes":[{"start":43,"end":49,"type":"DATE","value":"2026-01-26","mod":"APPROX"}],)"
      R"("clusters":[{"name":{"start":9,"end":18},"label":"PERSON",)"
      R"("mentions":[{"start":9,"end":18,"kind":"name","entity":0},{"start":58,"end":61,"kind":"pronoun"}],)"
      R"("aliases":[{"start":13,"end":18}],"acronym":{"start":28,"end":30},)"
      R"("roles":[{"title":{"start":0,"end":8},"place":{"start":22,"end":26,"cluster":1}}],)"
      R"("relations":[{"kind":"demonym","cluster":1}]},)"
      R"({"name":{"start":22,"end":26},"label":"GPE","mentions":[{"start":22,"end":26,"kind":"name"}]}],)"
      R"("quotes":[{"kind":"direct","content":[{"start":52,"end":55}],"cue":{"start":61,"end":65},)"
      R"("speaker":{"start":57,"end":60,"cluster":0},"score":0.25,"closed":true}]})");
}

void everything_in_a_document_can_be_read() {
  const Document document = everything();
  const std::string_view text = document.text();
  CHECK(document.date()->year == 2026 && document.date()->day == 29 && document.layers() == 63);
  CHECK(document.sentences().size() == 1 && document.sentences()[0].text == text.substr(0, 50));
  CHECK(document.sentences()[0].kind == NG_SENTENCE_PROSE && document.sentences()[0].paragraph == 0);
  CHECK(document.tokens().begin()->text == "Minister");

  const auto entities = document.entities();
  CHECK(entities.size() == 3 && entities[0].text == "Ada Okoye" && entities[0].span.of(text) == "Ada Okoye");
  CHECK(entities[0].label == NG_LABEL_PERSON && entities[0].label_name == "PERSON" && entities[0].score == 0.5f);
  CHECK(entities[0].cluster == 0u && !entities[0].value && !entities[0].id);
  CHECK(!entities[1].score && !entities[1].cluster && entities[1].source == NG_SOURCE_VALUE);
  const Value money = *entities[1].value;
  CHECK(money.kind == NG_VALUE_MONEY && money.amount->exact->digits == "5" && money.currency == "USD");
  CHECK(money.amount->exact->nearest == 5.0 && !money.amount->min && !money.timex && !money.unit);
  CHECK(entities[2].value->timex->value == "2026-01-26" && !entities[2].value->timex->modifier);
  CHECK(!entities[2].value->timex->quant && !entities[2].value->amount);

  const TimexMention timex = document.timexes()[0];
  CHECK(timex.text == "Monday" && timex.type == NG_TIMEX_DATE && timex.modifier == NG_TIMEX_MOD_APPROX);

  const Cluster person = document.clusters()[0];
  CHECK(person.name == "Ada Okoye" && person.acronym == "AO" && person.acronym_span.start == 28);
  CHECK(person.mentions.size() == 2 && person.mentions[1].kind == NG_MENTION_PRONOUN && !person.mentions[1].entity);
  CHECK(person.mentions[0].entity == 0u && person.aliases[0].text == "Okoye" && person.aliases[0].span.start == 13);
  const Role role = person.roles[0];
  CHECK(role.title == "Minister" && role.place->text == "Peru" && role.place->cluster == 1u);
  CHECK(!role.organisation && !role.is_former && !role.is_acting);
  CHECK(person.relations[0].kind == NG_RELATION_DEMONYM && person.relations[0].cluster == 1);
  CHECK(!document.clusters()[1].acronym && document.clusters()[1].relations.empty());

  const Quote quote = document.quotes()[0];
  CHECK(quote.kind == NG_QUOTE_DIRECT && quote.content[0].of(text) == "No," && quote.cue->text == "said");
  CHECK(quote.speaker->text == "she" && quote.speaker->cluster == 0u && quote.score == 0.25f && quote.is_closed);
}

void a_list_is_a_range() {
  const Document document = everything();
  const auto tokens = document.tokens();
  std::vector<std::string_view> words;
  for (const Token& token : tokens) words.push_back(token.text);
  CHECK(words == std::vector<std::string_view>{"Minister", "Ada"});
  CHECK(std::count_if(tokens.begin(), tokens.end(), [](const Token& token) { return token.text.size() == 3; }) == 1);
  CHECK(tokens.end() - tokens.begin() == 2 && tokens.begin()[1].text == "Ada" && (*--tokens.end()).text == "Ada");
  CHECK(tokens.begin() + 2 == tokens.end() && tokens.begin() < tokens.end());
}

void an_index_beyond_the_last_throws() {
  const Document document = everything();
  bool thrown = false;
  try {
    (void)document.entities()[3];
  } catch (const std::out_of_range&) {
    thrown = true;
  }
  CHECK(thrown);
}

void a_failure_is_an_error_with_status_and_position(const Extractor& extractor) {
  try {
    (void)extractor.extract("caf\xe9 noir");
    CHECK(false);
  } catch (const Error& error) {
    CHECK(error.status() == NG_ERROR_INVALID_UTF8 && error.position() == 3u);
    CHECK(std::string_view(error.what()).find("byte 3") != std::string_view::npos);
  }
  CHECK(status_of([&] { (void)extractor.extract("x", {"2026-02-30", 0}); }) == NG_ERROR_INVALID_ARGUMENT);
  CHECK(status_of([&] { (void)extractor.extract("x", {"", 1u << 20}); }) == NG_ERROR_INVALID_ARGUMENT);
  CHECK(status_of([] { (void)Document::from_json("{"); }) == NG_ERROR_INVALID_JSON);
  ExtractorOptions options;
  options.model_path = "no/such/model";
  CHECK(status_of([&] { Extractor made(options); }) == NG_ERROR_IO);
  options.model = "no model";
  CHECK(status_of([&] { Extractor made(options); }) == NG_ERROR_INVALID_ARGUMENT);
  options = {};
  options.min_score = 2;
  CHECK(status_of([&] { Extractor made(options); }) == NG_ERROR_INVALID_ARGUMENT);
  options = {};
  options.abbreviations = {"Regt", "two words"};
  CHECK(status_of([&] { Extractor made(options); }) == NG_ERROR_INVALID_ARGUMENT);
}

void what_is_read_survives_a_move(const Extractor& extractor) {
  Document first = extractor.extract("It rained in Lima.", {"2026-01-29", NG_LAYER_SENTENCES});
  const std::string_view text = first.text();
  const Document second = std::move(first);
  CHECK(second.text().data() == text.data() && text == "It rained in Lima.");
  CHECK(second.sentences()[0].text.data() == text.data() && second.date()->month == 1 && second.tokens().empty());
}

void a_batch_gives_documents_and_throws_errors(const Extractor& extractor) {
  const std::vector<std::string_view> texts = {"It rained in Lima.", "caf\xe9", ""};
  const Batch batch = extractor.extract_batch(texts, 2);
  CHECK(batch.size() == 3 && batch[0].to_json() == extractor.extract(texts[0]).to_json() && batch[2].text().empty());
  CHECK(status_of([&] { (void)batch[1]; }) == NG_ERROR_INVALID_UTF8);
  const Batch dated = extractor.extract_batch(texts, 1, {"2026-01-29", 0}, {"2025-03-04", "", ""});
  CHECK(dated[0].date()->year == 2025 && dated[2].date()->year == 2026);
  CHECK(status_of([&] { (void)extractor.extract_batch(texts, 1, {}, {"2025-03-04"}); }) == NG_ERROR_INVALID_ARGUMENT);
  CHECK(extractor.extract_batch({}).size() == 0);
}

void sentences_are_a_range_over_the_callers_text() {
  const std::string text = "Mr. Kamau resigned. No one asked why.";
  std::vector<std::string_view> all;
  Sentences sentences(text);
  for (const Sentence& sentence : sentences) all.push_back(sentence.text);
  CHECK(all == std::vector<std::string_view>{"Mr. Kamau resigned.", "No one asked why."});
  CHECK(all[0].data() == text.data() && !sentences.next());
}

void names_and_patterns_of_ones_own_are_found() {
  const Gazetteer names = Gazetteer::from_csv("name,label,id\nZorbex Holdings,ORG,id-1\n");
  const Patterns patterns = Patterns::from_json(
      R"([{"label":"DOCKET","tokens":[{"text":"Docket"},{"shape":"dd-ddd"}]}])");
  ExtractorOptions options;
  options.gazetteers = {&names};
  options.patterns = &patterns;
  const Document document = Extractor(options).extract("They read Docket 24-128 to Zorbex Holdings.");
  CHECK(names.size() == 1 && patterns.size() == 1 && document.entities()[0].label_name == "DOCKET");
  CHECK(document.entities()[1].id == "id-1" && document.entities()[1].source == NG_SOURCE_GAZETTEER);
  GazetteerEntry entry;
  entry.name = "Zorbex Holdings";
  entry.id = "id-1";
  entry.aliases = {"Big Purple", "ZBX"};
  entry.score = 0.5f;
  entry.case_rule = NG_CASE_ANY;
  const Gazetteer list = Gazetteer::from_entries({entry, entry}, {"ORG", true});
  const Gazetteer again = Gazetteer::from_bytes(list.to_bytes());
  CHECK(list.size() == 3 && again.to_bytes() == list.to_bytes());
  options.gazetteers = {&again};
  const Document found = Extractor(options).extract("They sold big purple.");
  CHECK(found.entities().size() == 1 && found.entities()[0].id == "id-1" && found.entities()[0].score == 0.5f);
  CHECK(status_of([&] { (void)Gazetteer::from_entries({entry, entry}, {"ORG"}); }) == NG_ERROR_INVALID_GAZETTEER);
  CHECK(status_of([] { (void)Gazetteer::from_bytes("nutgazet"); }) == NG_ERROR_INVALID_GAZETTEER);
  CHECK(status_of([] { (void)Gazetteer::from_csv("name"); }) == NG_ERROR_INVALID_GAZETTEER);
  CHECK(status_of([] { (void)Patterns::from_json("[{]"); }) == NG_ERROR_INVALID_PATTERN);
  CHECK(status_of([] { (void)Gazetteer::open("no/such/file"); }) == NG_ERROR_IO);
}

void a_stream_gives_the_sentences_of_the_whole_text(const Extractor& extractor) {
  const std::string_view text = "It cost €5 in Lomé. No one asked why.";
  SentenceStream stream(extractor);
  std::vector<std::string> all;
  const auto take = [&] {
    while (const auto sentence = stream.next()) {
      all.emplace_back(sentence->text);
      CHECK(text.substr(sentence->start, sentence->end - sentence->start) == sentence->text);
    }
  };
  for (std::size_t at = 0; at < text.size(); at++) {
    stream.feed(text.substr(at, 1));
    take();
  }
  stream.finish();
  take();
  CHECK(all == std::vector<std::string>{"It cost €5 in Lomé.", "No one asked why."});
  CHECK(status_of([] { SentenceStream().feed("caf\xe9 noir"); }) == NG_ERROR_INVALID_UTF8);
}

void json_goes_out_and_comes_back() {
  const std::string json = everything().to_json();
  CHECK(Document::from_json(json).to_json() == json);
}

}  // namespace

int main() {
  const Extractor extractor;
  everything_in_a_document_can_be_read();
  a_list_is_a_range();
  an_index_beyond_the_last_throws();
  a_failure_is_an_error_with_status_and_position(extractor);
  what_is_read_survives_a_move(extractor);
  a_batch_gives_documents_and_throws_errors(extractor);
  sentences_are_a_range_over_the_callers_text();
  names_and_patterns_of_ones_own_are_found();
  a_stream_gives_the_sentences_of_the_whole_text(extractor);
  json_goes_out_and_comes_back();
  std::printf("c++: %d passed, %d failed\n", checks - failures, failures);
  return failures != 0;
}
