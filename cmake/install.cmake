# Installs the library so that `find_package(rehearse)` and `rehearse::rehearse` work.
include(CMakePackageConfigHelpers)

set(package_directory ${CMAKE_INSTALL_LIBDIR}/cmake/rehearse)

install(TARGETS rehearse EXPORT rehearse-targets)
install(
  DIRECTORY src/rehearse
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
  FILES_MATCHING
  PATTERN "*.hpp")
install(EXPORT rehearse-targets NAMESPACE rehearse:: DESTINATION ${package_directory})

configure_package_config_file(cmake/rehearse-config.cmake.in ${PROJECT_BINARY_DIR}/rehearse-config.cmake
                              INSTALL_DESTINATION ${package_directory})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/rehearse-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/rehearse-config.cmake ${PROJECT_BINARY_DIR}/rehearse-config-version.cmake
        DESTINATION ${package_directory})
