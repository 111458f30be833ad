# SPDX-License-Identifier: GPL-3.0-or-later
#
# Everything the compiler is told, in one INTERFACE target, and the two ways a target is declared.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_AUTOMOC ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  # Another clone of the same sources finds what this one has compiled: paths count from the clone's own folder.
  set(CMAKE_CXX_COMPILER_LAUNCHER
      "${CMAKE_COMMAND}" -E env "CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}" CCACHE_NOHASHDIR=1 "${CCACHE_PROGRAM}")
endif()

add_library(lbfy_build INTERFACE)
target_include_directories(lbfy_build INTERFACE "${CMAKE_SOURCE_DIR}" "${CMAKE_BINARY_DIR}/generated")
target_compile_definitions(lbfy_build INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
  QT_USE_QSTRINGBUILDER QT_NO_FOREACH QT_NO_KEYWORDS QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_STRICT_ITERATORS
  QT_NO_CONTEXTLESS_CONNECT QT_DISABLE_DEPRECATED_BEFORE=0x060400
  $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>)
target_compile_options(lbfy_build INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor -Wold-style-cast
  -Woverloaded-virtual -Wimplicit-fallthrough -Wundef -fno-plt -fstack-protector-strong)
target_link_options(lbfy_build INTERFACE -Wl,-z,relro,-z,now -Wl,--as-needed)
if(LBFY_SANITIZE)
  target_compile_options(lbfy_build INTERFACE
    -fsanitize=${LBFY_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer -g1)
  target_link_options(lbfy_build INTERFACE -fsanitize=${LBFY_SANITIZE})
  # To look at an object's type UBSan opens a pipe, and takes an object for broken when there is no descriptor left:
  # which is what some scenarios are about.
  if(LBFY_SANITIZE MATCHES undefined)
    target_compile_options(lbfy_build INTERFACE -fno-sanitize=vptr)
  endif()
endif()

configure_file("${CMAKE_SOURCE_DIR}/cmake/version.h.in" "${CMAKE_BINARY_DIR}/generated/version.h" @ONLY)

# lbfy_library(NAME SOURCES … USES …): one folder of core/ or ui/ and what it may know.
function(lbfy_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_link_libraries(${name} PUBLIC lbfy_build ${ARG_USES})
endfunction()
