// Catch2 version 2 makes its `main` here; version 3 brings one in its library, and this file is not compiled.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
