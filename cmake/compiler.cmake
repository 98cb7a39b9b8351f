# Flags that every target of this project is built with.

if(PROJECT_IS_TOP_LEVEL AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  find_program(CCACHE_PROGRAM ccache NO_CMAKE_FIND_ROOT_PATH)
  if(CCACHE_PROGRAM)
    # What ccache must pass over to keep what is compiled with precompiled headers.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE_PROGRAM})
  endif()
endif()

if(REHEARSE_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()

# Warnings, and the same floating-point results on every processor: no fused multiply-add where the source has none.
function(rehearse_compile_options target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wconversion -Wshadow -ffp-contract=off)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # g++ 12 sees an overlap in every concatenation of std::string that it inlines.
    target_compile_options(${target} PRIVATE -Wno-restrict)
  endif()
  if(REHEARSE_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
endfunction()

# Has headers read once instead of by each source of a target, which halves what a build takes. Only where it is asked
# for: without it, a source that forgets an include does not compile.
function(rehearse_precompile target)
  if(NOT REHEARSE_PRECOMPILE)
    return()
  endif()
  target_precompile_headers(${target} PRIVATE <algorithm> <array> <optional> <span> <string> <variant> <vector> ${ARGN})
  if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    # Else ccache cannot tell whether it is the same.
    target_compile_options(${target} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
  endif()
endfunction()

# Has up to REHEARSE_UNITY sources of a folder of a target compiled as one: what they include is read, the compiler
# started and the templates that they share are compiled once for all of them, which takes half of the time. Only where it
# is asked for: a change then compiles that many, and a source that forgets an include may pass. The sources of the folders
# named stay alone.
function(rehearse_unity target)
  if(NOT REHEARSE_UNITY)
    return()
  endif()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  get_target_property(sources ${target} SOURCES)
  list(FILTER sources INCLUDE REGEX "\\.cpp$")
  foreach(source IN LISTS sources)
    get_filename_component(folder ${source} DIRECTORY)
    get_filename_component(folder "${folder}" NAME)
    if(folder IN_LIST ARGN)
      set_source_files_properties(${source} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    else()
      math(EXPR group "0${${folder}_count} / ${REHEARSE_UNITY}")
      math(EXPR ${folder}_count "0${${folder}_count} + 1")
      set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${folder}_${group})
    endif()
  endforeach()
endfunction()
