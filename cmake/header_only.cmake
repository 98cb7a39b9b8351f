# rehearse_header_only(<folder> <header> <result>)
#
# Finds the folder of a header-only library, such as `nlohmann` with `json.hpp` in it, and links it alone into the build
# tree: /usr/include as a whole must not come into sight of a cross compiler. `result` becomes the include directory, or
# empty where there is no such folder. -D<FOLDER>_DIRECTORY=… names the folder by hand.
function(rehearse_header_only folder header result)
  string(TOUPPER ${folder} upper_folder)
  find_path(
    ${upper_folder}_DIRECTORY ${header}
    PATH_SUFFIXES ${folder} include/${folder}
    PATHS /usr/include /usr/local/include
    NO_CMAKE_FIND_ROOT_PATH
    DOC "The folder of ${folder}/${header}")
  set(include_directory "")
  if(${upper_folder}_DIRECTORY)
    set(include_directory ${PROJECT_BINARY_DIR}/include-${folder})
    file(MAKE_DIRECTORY ${include_directory})
    file(CREATE_LINK ${${upper_folder}_DIRECTORY} ${include_directory}/${folder} SYMBOLIC COPY_ON_ERROR)
  endif()
  set(${result} "${include_directory}" PARENT_SCOPE)
endfunction()
