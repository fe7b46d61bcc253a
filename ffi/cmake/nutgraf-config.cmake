# find_package(nutgraf) defines the targets nutgraf::nutgraf, the shared
# library, and nutgraf::nutgraf-static.
#
# Paths are found from where this file lies, so the prefix may be moved.

get_filename_component(_nutgraf_prefix "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)
set(_nutgraf_suffixes lib lib64 "lib/${CMAKE_LIBRARY_ARCHITECTURE}")
foreach(_nutgraf_kind SHARED STATIC)
  find_library(nutgraf_${_nutgraf_kind}
    NAMES "${CMAKE_${_nutgraf_kind}_LIBRARY_PREFIX}nutgraf${CMAKE_${_nutgraf_kind}_LIBRARY_SUFFIX}"
    PATHS "${_nutgraf_prefix}" PATH_SUFFIXES ${_nutgraf_suffixes} NO_DEFAULT_PATH)
  mark_as_advanced(nutgraf_${_nutgraf_kind})
endforeach()

if(nutgraf_SHARED AND NOT TARGET nutgraf::nutgraf)
  add_library(nutgraf::nutgraf SHARED IMPORTED)
  set_target_properties(nutgraf::nutgraf PROPERTIES
    IMPORTED_LOCATION "${nutgraf_SHARED}"
    INTERFACE_INCLUDE_DIRECTORIES "${_nutgraf_prefix}/include")
endif()

if(nutgraf_STATIC AND NOT TARGET nutgraf::nutgraf-static)
  include(CMakeFindDependencyMacro)
  find_dependency(Threads)
  add_library(nutgraf::nutgraf-static STATIC IMPORTED)
  set_target_properties(nutgraf::nutgraf-static PROPERTIES
    IMPORTED_LOCATION "${nutgraf_STATIC}"
    IMPORTED_LINK_INTERFACE_LANGUAGES C
    INTERFACE_INCLUDE_DIRECTORIES "${_nutgraf_prefix}/include"
    INTERFACE_LINK_LIBRARIES "Threads::Threads;${CMAKE_DL_LIBS};m;gcc_s")
endif()

if(NOT TARGET nutgraf::nutgraf AND NOT TARGET nutgraf::nutgraf-static)
  set(nutgraf_FOUND FALSE)
  set(nutgraf_NOT_FOUND_MESSAGE "no libnutgraf under ${_nutgraf_prefix}")
endif()
unset(_nutgraf_prefix)
unset(_nutgraf_suffixes)
unset(_nutgraf_kind)
