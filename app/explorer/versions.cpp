#include "app/explorer/versions.h"

#include "core/base/blas.h"
#include "core/base/library_versions.h"

#include <QGuiApplication>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <vtkVersion.h>

namespace mbtr::gui {

std::string versionText()
{
    return std::string("mbtr-explorer " MBTR_VERSION "\n") + "Qt " + qVersion() + "\n" + "VTK " + vtkVersion::GetVTKVersion()
        + "\n" + blasDescription() + "\n" + libraryVersions();
}

std::string openGlDescription()
{
    const QString platform = QGuiApplication::platformName();
    if (platform == "offscreen" || platform == "minimal" || platform == "vnc")
        return "no OpenGL on the platform '" + platform.toStdString() + "'";
    QOffscreenSurface surface;
    surface.create();
    QOpenGLContext context;
    if (!context.create() || !context.makeCurrent(&surface))
        return "no OpenGL";
    const auto text = [&](GLenum name) {
        const auto* value = reinterpret_cast<const char*>(context.functions()->glGetString(name));
        return std::string(value ? value : "unknown");
    };
    return "OpenGL " + text(GL_VERSION) + ", " + text(GL_RENDERER);
}

} // namespace mbtr::gui
