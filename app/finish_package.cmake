# cpack calls this when the files of a package are in place, before it packs them.
set(root ${CPACK_TEMPORARY_INSTALL_DIRECTORY})

if(CPACK_GENERATOR STREQUAL "DEB")
    # What Debian wants compressed.
    set(doc ${root}/usr/share/doc/${CPACK_PACKAGE_NAME})
    if(EXISTS ${doc}/CHANGELOG.md)
        file(RENAME ${doc}/CHANGELOG.md ${doc}/changelog)
    endif()
    file(COPY_FILE ${CPACK_DEBIAN_CHANGELOG} ${doc}/changelog.Debian)
    file(GLOB texts ${root}/usr/share/man/man1/*.1 ${doc}/changelog ${doc}/changelog.Debian)
    execute_process(COMMAND gzip -9n ${texts} COMMAND_ERROR_IS_FATAL ANY)
elseif(CPACK_GENERATOR STREQUAL "TGZ")
    include(${CMAKE_CURRENT_LIST_DIR}/bundle_libraries.cmake)
endif()
