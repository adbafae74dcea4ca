#include "app/explorer/graphics.h"

#include "app/explorer/command_line.h"
#include "widgets/render/opengl/gl_surface.h"

#include <QtGlobal>
#include <cstdio>
#include <cstdlib>

namespace mbtr::gui {

namespace {

[[noreturn]] void endWithoutDisplay()
{
    std::fputs("mbtr-explorer: there is no display: start it from a graphical session, use 'ssh -X', or save a picture with "
               "'sh app/run.sh --screenshot OUT.png'\n",
               stderr);
    std::_Exit(1);
}

/// Qt then chooses a folder for temporary files by itself, which is all the program needs.
bool isOfNoInterest(const QString& text)
{
    return text.startsWith("QStandardPaths: XDG_RUNTIME_DIR not set");
}

void onMessage(QtMsgType, const QMessageLogContext&, const QString& text)
{
    if (!isOfNoInterest(text))
        std::fprintf(stderr, "%s\n", qPrintable(text));
}

void onStartupMessage(QtMsgType type, const QMessageLogContext& context, const QString& text)
{
    if (type == QtFatalMsg)
        endWithoutDisplay();
    if (!QByteArray(context.category).startsWith("qt.qpa") && !isOfNoInterest(text)) // the same in other words
        std::fprintf(stderr, "%s\n", qPrintable(text));
}

void choosePlatform()
{
#ifdef Q_OS_LINUX
    if (qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        return;
    // GLX: the packaged VTK finds its OpenGL functions there only.
    if (!qEnvironmentVariableIsEmpty("DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "xcb");
    else if (qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY"))
        endWithoutDisplay();
#endif
}

} // namespace

void prepareGraphics(const CommandLine& options)
{
    if (options.softwareRendering)
        qputenv("LIBGL_ALWAYS_SOFTWARE", "1");
    choosePlatform();
    setUpOpenGl();
    if (options.noOpenGl)
        disableOpenGl();
    qInstallMessageHandler(onStartupMessage);
}

void displayIsThere()
{
    qInstallMessageHandler(onMessage);
}

} // namespace mbtr::gui
