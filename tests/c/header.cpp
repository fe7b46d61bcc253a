// The header is C++ too, and may be included twice.
#include <nutgraf.h>
#include <nutgraf.h>

int main() {
  ng_extractor_options make = NG_EXTRACTOR_OPTIONS_INIT;
  ng_extract_options extract = NG_EXTRACT_OPTIONS_INIT;
  ng_timex timex = {};
  return static_cast<int>(make.model_len + extract.layers + timex.type);
}
