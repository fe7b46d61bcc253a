/* Prints how the structs of the header are laid out, to be compared with
 * ffi/layout.txt: what changes there breaks every program built before.
 */

#include <nutgraf.h>
#include <stdio.h>

#define STRUCT(type) printf(#type " %u\n", (unsigned)sizeof(type))
#define FIELD(type, field) \
  printf("  " #field " %u %u\n", (unsigned)offsetof(type, field), (unsigned)sizeof(((type *)0)->field))

int main(void) {
  STRUCT(ng_str);
  FIELD(ng_str, data);
  FIELD(ng_str, len);
  STRUCT(ng_extractor_options);
  FIELD(ng_extractor_options, size);
  FIELD(ng_extractor_options, model);
  FIELD(ng_extractor_options, model_len);
  FIELD(ng_extractor_options, model_path);
  FIELD(ng_extractor_options, abbreviations);
  FIELD(ng_extractor_options, abbreviation_count);
  STRUCT(ng_extract_options);
  FIELD(ng_extract_options, size);
  FIELD(ng_extract_options, date);
  FIELD(ng_extract_options, layers);
  STRUCT(ng_date);
  FIELD(ng_date, year);
  FIELD(ng_date, month);
  FIELD(ng_date, day);
  STRUCT(ng_span);
  FIELD(ng_span, start);
  FIELD(ng_span, end);
  STRUCT(ng_sentence);
  FIELD(ng_sentence, span);
  FIELD(ng_sentence, text);
  FIELD(ng_sentence, paragraph);
  FIELD(ng_sentence, kind);
  STRUCT(ng_token);
  FIELD(ng_token, span);
  FIELD(ng_token, text);
  STRUCT(ng_timex);
  FIELD(ng_timex, value);
  FIELD(ng_timex, quant);
  FIELD(ng_timex, freq);
  FIELD(ng_timex, begin);
  FIELD(ng_timex, end);
  FIELD(ng_timex, type);
  FIELD(ng_timex, modifier);
  FIELD(ng_timex, has_modifier);
  STRUCT(ng_timex_mention);
  FIELD(ng_timex_mention, span);
  FIELD(ng_timex_mention, text);
  FIELD(ng_timex_mention, timex);
  STRUCT(ng_entity);
  FIELD(ng_entity, span);
  FIELD(ng_entity, text);
  FIELD(ng_entity, label_name);
  FIELD(ng_entity, id);
  FIELD(ng_entity, cluster);
  FIELD(ng_entity, score);
  FIELD(ng_entity, label);
  FIELD(ng_entity, source);
  FIELD(ng_entity, has_score);
  FIELD(ng_entity, has_value);
  FIELD(ng_entity, has_cluster);
  STRUCT(ng_decimal);
  FIELD(ng_decimal, digits);
  FIELD(ng_decimal, nearest);
  STRUCT(ng_amount);
  FIELD(ng_amount, exact);
  FIELD(ng_amount, min);
  FIELD(ng_amount, max);
  FIELD(ng_amount, has_exact);
  FIELD(ng_amount, has_min);
  FIELD(ng_amount, has_max);
  FIELD(ng_amount, approximate);
  STRUCT(ng_value);
  FIELD(ng_value, timex);
  FIELD(ng_value, amount);
  FIELD(ng_value, currency);
  FIELD(ng_value, unit);
  FIELD(ng_value, points);
  FIELD(ng_value, kind);
  STRUCT(ng_cluster);
  FIELD(ng_cluster, name);
  FIELD(ng_cluster, name_span);
  FIELD(ng_cluster, acronym);
  FIELD(ng_cluster, label_name);
  FIELD(ng_cluster, id);
  FIELD(ng_cluster, mention_count);
  FIELD(ng_cluster, alias_count);
  FIELD(ng_cluster, role_count);
  FIELD(ng_cluster, relation_count);
  FIELD(ng_cluster, label);
  STRUCT(ng_mention);
  FIELD(ng_mention, span);
  FIELD(ng_mention, text);
  FIELD(ng_mention, kind);
  STRUCT(ng_role);
  FIELD(ng_role, title);
  FIELD(ng_role, title_span);
  FIELD(ng_role, organisation);
  FIELD(ng_role, organisation_span);
  FIELD(ng_role, organisation_cluster);
  FIELD(ng_role, place);
  FIELD(ng_role, place_span);
  FIELD(ng_role, place_cluster);
  FIELD(ng_role, has_organisation);
  FIELD(ng_role, has_organisation_cluster);
  FIELD(ng_role, has_place);
  FIELD(ng_role, has_place_cluster);
  FIELD(ng_role, is_former);
  FIELD(ng_role, is_acting);
  STRUCT(ng_relation);
  FIELD(ng_relation, cluster);
  FIELD(ng_relation, kind);
  STRUCT(ng_quote);
  FIELD(ng_quote, content_count);
  FIELD(ng_quote, cue);
  FIELD(ng_quote, cue_span);
  FIELD(ng_quote, speaker);
  FIELD(ng_quote, speaker_span);
  FIELD(ng_quote, speaker_cluster);
  FIELD(ng_quote, score);
  FIELD(ng_quote, kind);
  FIELD(ng_quote, has_cue);
  FIELD(ng_quote, has_speaker);
  FIELD(ng_quote, has_speaker_cluster);
  FIELD(ng_quote, has_score);
  FIELD(ng_quote, is_closed);
  return 0;
}
