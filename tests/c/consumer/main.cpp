// What a program that uses an installed libnutgraf looks like, in C++17.
#include <iostream>
#include <nutgraf.hpp>

int main() try {
  const nutgraf::Extractor extractor;
  const nutgraf::Document document = extractor.extract("Ms. Quispe paid $5 million on 4 May 2025.");
  std::cout << "C++, nutgraf " << ng_version() << ": " << document.timexes().size() << " time\n";
  return document.timexes().size() != 1;
} catch (const nutgraf::Error& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
