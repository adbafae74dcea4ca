#include "widgets/render/pictures/scene_picture.h"

#include <QBuffer>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>

namespace mbtr::gui {

namespace {

constexpr int kDotsPerInch = 96;

} // namespace

SceneContent contentOf(const ScenePicture& picture)
{
    return makeContent(makeGeometry(picture.structure, picture.bonds, picture.options), picture.options, picture.overlay);
}

QByteArray sceneAsSvg(const ScenePicture& picture, const SceneContent& content, const QSize& size, bool isTransparent)
{
    QBuffer buffer;
    QSvgGenerator svg;
    svg.setOutputDevice(&buffer);
    svg.setSize(size);
    svg.setViewBox(QRect(QPoint(), size));
    svg.setResolution(kDotsPerInch);
    svg.setTitle(QString::fromStdString(picture.structure->name.empty() ? formula(*picture.structure) : picture.structure->name));
    QPainter painter(&svg);
    paintScene(painter, picture, content, size, isTransparent);
    painter.end();
    return buffer.data();
}

QByteArray sceneAsPdf(const ScenePicture& picture, const SceneContent& content, const QSize& size, bool isTransparent)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter pdf(&buffer);
    pdf.setTitle(QString::fromStdString(picture.structure->name));
    pdf.setResolution(kDotsPerInch);
    pdf.setPageSize(QPageSize(QSizeF(size) * 72.0 / kDotsPerInch, QPageSize::Point, {}, QPageSize::ExactMatch));
    pdf.setPageMargins({});
    QPainter painter(&pdf);
    paintScene(painter, picture, content, size, isTransparent);
    painter.end();
    return buffer.data();
}

} // namespace mbtr::gui
