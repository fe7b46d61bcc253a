# The version is the one that the installed header tells; another major
# version is another binary interface, and does not fit.

set(PACKAGE_VERSION "")
foreach(_nutgraf_part MAJOR MINOR PATCH)
  file(STRINGS "${CMAKE_CURRENT_LIST_DIR}/../../../include/nutgraf.h" _nutgraf_line
    REGEX "^#define NG_VERSION_${_nutgraf_part} ")
  string(REGEX REPLACE "[^0-9]" "" _nutgraf_${_nutgraf_part} "${_nutgraf_line}")
  list(APPEND PACKAGE_VERSION "${_nutgraf_${_nutgraf_part}}")
endforeach()
list(JOIN PACKAGE_VERSION "." PACKAGE_VERSION)

if(PACKAGE_FIND_VERSION STREQUAL PACKAGE_VERSION)
  set(PACKAGE_VERSION_EXACT TRUE)
endif()
if(PACKAGE_FIND_VERSION_MAJOR STREQUAL _nutgraf_MAJOR AND NOT PACKAGE_VERSION VERSION_LESS PACKAGE_FIND_VERSION)
  set(PACKAGE_VERSION_COMPATIBLE TRUE)
endif()
