# Catch2, version 2 or 3, as the target `rehearse_catch2`. Tests include <catch2/catch.hpp>, as in version 2; for version 3 a
# header of that name stands in. `catch2_main` is the source file with `main` where the library does not bring one.
set(catch2_main "")

rehearse_header_only(catch2 catch.hpp catch2_directory)
if(catch2_directory)
  add_library(rehearse_catch2 INTERFACE)
  target_include_directories(rehearse_catch2 SYSTEM INTERFACE ${catch2_directory})
  set(catch2_main ${CMAKE_CURRENT_SOURCE_DIR}/unit/main.cpp)
else()
  find_package(Catch2 3 QUIET)
  if(Catch2_FOUND)
    add_library(rehearse_catch2 INTERFACE)
    target_link_libraries(rehearse_catch2 INTERFACE Catch2::Catch2WithMain)
    file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/include-catch2/catch2/catch.hpp
         "#pragma once\n#include <catch2/catch_all.hpp>\nusing Catch::Approx;\n")
    target_include_directories(rehearse_catch2 SYSTEM INTERFACE ${CMAKE_CURRENT_BINARY_DIR}/include-catch2)
  elseif(EMSCRIPTEN)
    message(STATUS "Unit tests are left out: Catch2 3 must be built with Emscripten first; give its folder as -DCatch2_DIR=…")
  else()
    message(FATAL_ERROR "Catch2 was not found: apt-get install catch2, or -DREHEARSE_BUILD_TESTS=OFF.")
  endif()
endif()
