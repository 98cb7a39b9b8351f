# Toolchain file: finds Emscripten (from a distribution or from an emsdk) and corrects what gets in the way.

find_program(EMSCRIPTEN_COMPILER em++ HINTS $ENV{EMSDK}/upstream/emscripten $ENV{EMSCRIPTEN})
if(EMSCRIPTEN_COMPILER)
  get_filename_component(emscripten_compiler_directory ${EMSCRIPTEN_COMPILER} DIRECTORY)
endif()
set(emscripten_module "")
foreach(root IN ITEMS $ENV{EMSDK}/upstream/emscripten $ENV{EMSCRIPTEN} "${emscripten_compiler_directory}" /usr/share/emscripten
                      /usr/lib/emscripten)
  if(EXISTS ${root}/cmake/Modules/Platform/Emscripten.cmake)
    set(emscripten_module ${root}/cmake/Modules/Platform/Emscripten.cmake)
    break()
  endif()
endforeach()
if(NOT emscripten_module)
  message(FATAL_ERROR "Emscripten was not found: install it (apt-get install emscripten) or set EMSDK.")
endif()
include(${emscripten_module})

# Emscripten 3.1 passes a flag to its emulator that newer versions of Node reject.
set(CMAKE_CROSSCOMPILING_EMULATOR node)

# Debian keeps the modules that its Emscripten optimises JavaScript with where only Debian's Node looks for them.
if(EXISTS /usr/share/nodejs/acorn)
  set(CMAKE_CXX_LINKER_LAUNCHER ${CMAKE_COMMAND} -E env NODE_PATH=/usr/share/nodejs)
endif()
