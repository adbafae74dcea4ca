# Puts the libraries that the programs need beside them, so that the folder ${root} runs where it is unpacked.
# What belongs to the machine stays out: the C and C++ libraries, OpenGL with its drivers, X11, fonts. These only grow, so the
# folder runs on systems as new as the one it was made on or newer.
set(ofTheMachine "libc|libm|libdl|librt|libpthread|libresolv|ld-linux.*|libstdc\\+\\+|libgcc_s|libGL|libEGL|libGLX|libGLdispatch|libOpenGL"
    "libdrm|libgbm|libX11|libX11-xcb|libxcb|libXau|libXdmcp|libXext|libfontconfig|libfreetype|libz|libexpat|libuuid|libudev|libwayland.*")
list(JOIN ofTheMachine "|" ofTheMachine)

find_program(PATCHELF patchelf)
if(NOT PATCHELF)
    message(FATAL_ERROR "The portable archive needs patchelf (Debian package patchelf); -G DEB makes the Debian package alone")
endif()

set(libraries ${root}/lib/mbtr-explorer)
set(plugins platforms/libqxcb platforms/libqoffscreen xcbglintegrations/libqxcb-glx-integration iconengines/libqsvgicon imageformats/libqsvg)
foreach(plugin ${plugins})
    if(NOT EXISTS ${CPACK_QT_PLUGINS}/${plugin}.so)
        message(FATAL_ERROR "The portable archive needs ${CPACK_QT_PLUGINS}/${plugin}.so, which is not there")
    endif()
    get_filename_component(folder ${plugin} DIRECTORY)
    file(COPY ${CPACK_QT_PLUGINS}/${plugin}.so DESTINATION ${libraries}/plugins/${folder})
endforeach()

file(GLOB programs ${root}/bin/*)
file(GLOB_RECURSE copied ${libraries}/plugins/*.so)
file(GET_RUNTIME_DEPENDENCIES EXECUTABLES ${programs} MODULES ${copied} RESOLVED_DEPENDENCIES_VAR found
    UNRESOLVED_DEPENDENCIES_VAR missing PRE_EXCLUDE_REGEXES "^(${ofTheMachine})\\.so")
if(missing)
    message(FATAL_ERROR "The portable archive needs libraries that are not found: ${missing}")
endif()
foreach(library ${found})
    get_filename_component(name ${library} NAME)
    file(REAL_PATH ${library} real) # an alternative of Debian's leads to the one that is used
    file(COPY_FILE ${real} ${libraries}/${name})
    list(APPEND copies ${libraries}/${name})
endforeach()

function(look_for_libraries_in place)
    execute_process(COMMAND ${PATCHELF} --set-rpath ${place} ${ARGN} COMMAND_ERROR_IS_FATAL ANY)
endfunction()
look_for_libraries_in("$ORIGIN" ${copies})
look_for_libraries_in("$ORIGIN/../.." ${copied})
look_for_libraries_in("$ORIGIN/../lib/mbtr-explorer" ${programs})
file(WRITE ${root}/bin/qt.conf "[Paths]\nPrefix = ../lib/mbtr-explorer\nPlugins = plugins\n")
