#pragma once

#include "widgets/render/opengl/gl_surface.h"

#include <QApplication>
#include <QTest>

/// QTEST_MAIN for tests that show OpenGL: the format has to be set before the application exists.
#define MBTR_GL_TEST_MAIN(TestClass)                                                                                             \
    int main(int argc, char** argv)                                                                                              \
    {                                                                                                                            \
        mbtr::gui::setUpOpenGl();                                                                                                \
        QApplication application(argc, argv);                                                                                    \
        TestClass test;                                                                                                          \
        return QTest::qExec(&test, argc, argv);                                                                                  \
    }
