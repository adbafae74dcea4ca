#include "widgets/plots/plot_export.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <QBuffer>
#include <QPageSize>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>
#include <qcustomplot.h>

namespace mbtr::gui {

namespace {

QByteArray asPng(QCustomPlot& canvas, const QSize& size, const PictureText& text)
{
    constexpr double scale = 2;
    QImage image = pictureOf(canvas, size, scale);
    const int dotsPerMetre = static_cast<int>(canvas.logicalDpiX() * scale / 0.0254);
    image.setDotsPerMeterX(dotsPerMetre);
    image.setDotsPerMeterY(dotsPerMetre);
    image.setText("Title", text.title);
    image.setText("Description", text.origin);
    image.setText("Software", "MBTR Explorer");
    QBuffer buffer;
    image.save(&buffer, "PNG");
    return buffer.data();
}

void paint(QCustomPlot& canvas, const QSize& size, QPaintDevice& device)
{
    QCPPainter painter(&device);
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    canvas.toPainter(&painter, size.width(), size.height());
}

QByteArray asSvg(QCustomPlot& canvas, const QSize& size, const PictureText& text)
{
    QBuffer buffer;
    QSvgGenerator svg;
    svg.setOutputDevice(&buffer);
    svg.setSize(size);
    svg.setViewBox(QRect(QPoint(), size));
    svg.setResolution(canvas.logicalDpiX());
    svg.setTitle(text.title);
    svg.setDescription(text.origin);
    paint(canvas, size, svg);
    return buffer.data();
}

QByteArray asPdf(QCustomPlot& canvas, const QSize& size, const PictureText& text)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter pdf(&buffer);
    pdf.setTitle(text.origin.isEmpty() ? text.title : text.title + QStringLiteral(" - ") + text.origin);
    pdf.setCreator("MBTR Explorer");
    pdf.setResolution(canvas.logicalDpiX()); // so that one unit of the painter is one pixel of the screen
    pdf.setPageSize(QPageSize(QSizeF(size) * 72.0 / canvas.logicalDpiX(), QPageSize::Point, {}, QPageSize::ExactMatch));
    pdf.setPageMargins({});
    paint(canvas, size, pdf);
    return buffer.data();
}

} // namespace

QImage pictureOf(QCustomPlot& canvas, const QSize& size, double scale)
{
    return canvas.toPixmap(size.width(), size.height(), scale).toImage();
}

QByteArray encodedPicture(QCustomPlot& canvas, const QSize& size, const QString& path, const PictureText& text)
{
    if (path.endsWith(".png", Qt::CaseInsensitive))
        return asPng(canvas, size, text);
    if (path.endsWith(".svg", Qt::CaseInsensitive))
        return asSvg(canvas, size, text);
    if (path.endsWith(".pdf", Qt::CaseInsensitive))
        return asPdf(canvas, size, text);
    return {};
}

void writeBytes(const QString& path, const QByteArray& bytes)
{
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
    if (!written)
        throw FileError(path.toStdString(), 0, "cannot be written: " + file.errorString().toStdString());
}

QString csvCell(const QString& text)
{
    if (!text.contains(',') && !text.contains('"') && !text.contains('\n'))
        return text;
    return '"' + QString(text).replace("\"", "\"\"") + '"';
}

QString csvNumber(double value)
{
    return QString::fromStdString(toText(value));
}

} // namespace mbtr::gui
