# What is installed, and the packages made from it:  cpack --config build/release/CPackConfig.cmake  (-G DEB or -G TGZ for one of them).
include(GNUInstallDirs)
set(MBTR_PICTURES_URL "" CACHE STRING "Where the pictures of resources/pictures are on the web, for software centres; empty: none are named")
set(MBTR_MAINTAINER "The MBTR Explorer developers <mbtr-explorer@example.org>" CACHE STRING "Who looks after the Debian package")

set(id io.github.mbtr_explorer.MbtrExplorer)
set(desktop ${PROJECT_SOURCE_DIR}/resources/desktop)
set(made ${PROJECT_BINARY_DIR}/package) # files made from others
set(doc ${CMAKE_INSTALL_DATADIR}/doc/mbtr-explorer)

# --- desktop -------------------------------------------------------------------------------------------------------------
set(MBTR_SCREENSHOTS "")
if(MBTR_PICTURES_URL)
    string(CONCAT MBTR_SCREENSHOTS "  <screenshots>\n    <screenshot type=\"default\">\n"
        "      <caption>Structures, 3-D view and tensor</caption>\n"
        "      <image>${MBTR_PICTURES_URL}/explore.png</image>\n    </screenshot>\n  </screenshots>")
endif()
configure_file(${desktop}/${id}.metainfo.xml.in ${made}/${id}.metainfo.xml @ONLY)
install(TARGETS mbtr mbtr-explorer RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES ${desktop}/${id}.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES ${made}/${id}.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
install(FILES ${desktop}/${id}.thumbnailer DESTINATION ${CMAKE_INSTALL_DATADIR}/thumbnailers)
install(FILES ${desktop}/${id}.mime.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/mime/packages RENAME ${id}.xml)
set(icons ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable)
install(FILES ${PROJECT_SOURCE_DIR}/resources/icons/mbtr-explorer.svg DESTINATION ${icons}/apps RENAME ${id}.svg)
foreach(kind molecule crystal)
    install(FILES ${desktop}/${kind}.svg DESTINATION ${icons}/mimetypes RENAME ${id}-${kind}.svg)
endforeach()
install(FILES ${examples} ${PROJECT_SOURCE_DIR}/resources/examples/README.md DESTINATION ${CMAKE_INSTALL_DATADIR}/mbtr-explorer/examples)

# --- completions, man pages: from the programs themselves ------------------------------------------------------------------
set(explorer_here ${CMAKE_COMMAND} -E env QT_QPA_PLATFORM=offscreen $<TARGET_FILE:mbtr-explorer>)
set(bash_file @) # the name of the file for a program @
set(zsh_file _@)
set(fish_file @.fish)
set(bash_folder ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
set(zsh_folder ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
set(fish_folder ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
foreach(shell bash zsh fish)
    string(REPLACE @ mbtr small ${${shell}_file})
    string(REPLACE @ mbtr-explorer large ${${shell}_file})
    file(MAKE_DIRECTORY ${made}/${shell})
    add_custom_command(OUTPUT ${made}/${shell}/${small} DEPENDS mbtr VERBATIM
        COMMAND mbtr complete ${shell} > ${made}/${shell}/${small})
    add_custom_command(OUTPUT ${made}/${shell}/${large} DEPENDS mbtr-explorer VERBATIM
        COMMAND ${explorer_here} --complete ${shell} > ${made}/${shell}/${large})
    list(APPEND made_files ${made}/${shell}/${small} ${made}/${shell}/${large})
    install(FILES ${made}/${shell}/${small} ${made}/${shell}/${large} DESTINATION ${${shell}_folder})
endforeach()

find_program(HELP2MAN help2man)
if(HELP2MAN)
    set(make_page ${CMAKE_COMMAND} -E env OPENBLAS_NUM_THREADS=1 QT_QPA_PLATFORM=offscreen
        ${HELP2MAN} --no-info --include=${desktop}/man.txt --version-string=${PROJECT_VERSION})
    add_custom_command(OUTPUT ${made}/mbtr.1 DEPENDS mbtr ${desktop}/man.txt VERBATIM
        COMMAND ${make_page} --help-option=--help-all "--name=representations and models of molecules and crystals"
            --output=${made}/mbtr.1 $<TARGET_FILE:mbtr>)
    add_custom_command(OUTPUT ${made}/mbtr-explorer.1 DEPENDS mbtr-explorer ${desktop}/man.txt VERBATIM
        COMMAND ${make_page} "--name=see what a representation and a model know about molecules and crystals"
            --output=${made}/mbtr-explorer.1 $<TARGET_FILE:mbtr-explorer>)
    list(APPEND made_files ${made}/mbtr.1 ${made}/mbtr-explorer.1)
    install(FILES ${made}/mbtr.1 ${made}/mbtr-explorer.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
endif()
add_custom_target(package_files ALL DEPENDS ${made_files})

# --- documents -----------------------------------------------------------------------------------------------------------
install(FILES ${PROJECT_SOURCE_DIR}/README.md ${PROJECT_SOURCE_DIR}/CITATION.cff DESTINATION ${doc})
install(FILES ${PROJECT_SOURCE_DIR}/resources/pictures/explore.png DESTINATION ${doc}/resources/pictures)
install(FILES ${PROJECT_SOURCE_DIR}/CHANGELOG.md DESTINATION ${doc} OPTIONAL)
install(FILES ${desktop}/copyright DESTINATION ${doc})

# --- packages --------------------------------------------------------------------------------------------------------------
set(CPACK_GENERATOR DEB TGZ)
set(CPACK_PACKAGE_NAME mbtr-explorer)
set(CPACK_PACKAGE_VENDOR "The MBTR Explorer developers")
set(CPACK_PACKAGE_CONTACT ${MBTR_MAINTAINER})
set(CPACK_PACKAGE_DIRECTORY ${PROJECT_BINARY_DIR})
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_STRIP_FILES ON)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_LIST_DIR}/finish_package.cmake)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Qt finds what draws SVG among its plugins, not among libraries a program is linked to.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libqt6svg6, qt6-svg-plugins | libqt6svg6 (<< 6.7)")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-dejavu-core, libgl1-mesa-dri")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"many-body tensor representations of molecules and crystals
 MBTR Explorer shows molecules and crystals in 3-D beside their many-body
 tensor representation, and trains kernel models on them. Every number can
 be followed back to the atoms it comes from.
 .
 The window is mbtr-explorer; the command-line program mbtr computes the same
 numbers without a display.")
set(debian "")
if(EXISTS /etc/os-release)
    file(STRINGS /etc/os-release debian REGEX "^VERSION_ID=")
    string(REGEX REPLACE "[^0-9.]" "" debian "${debian}")
endif()
set(CPACK_DEBIAN_PACKAGE_RELEASE "1~deb${debian}")

# The changelog of the package: its date is that of the newest release.
file(STRINGS ${desktop}/${id}.metainfo.xml.in release_day REGEX "<release " LIMIT_COUNT 1)
string(REGEX REPLACE ".*date=\"([^\"]*)\".*" "\\1" release_day "${release_day}")
execute_process(COMMAND date -R -u -d ${release_day} OUTPUT_VARIABLE release_time OUTPUT_STRIP_TRAILING_WHITESPACE)
set(CPACK_DEBIAN_CHANGELOG ${made}/changelog.Debian)
file(WRITE ${CPACK_DEBIAN_CHANGELOG}
    "mbtr-explorer (${PROJECT_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE}) unstable; urgency=medium\n\n"
    "  * Release ${PROJECT_VERSION}; changelog.gz says what is new.\n\n -- ${MBTR_MAINTAINER}  ${release_time}\n")

# The portable archive takes the plugins of Qt along.
set(CPACK_QT_PLUGINS ${QT6_INSTALL_PREFIX}/${QT6_INSTALL_PLUGINS})
include(CPack)
