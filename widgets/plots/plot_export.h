#pragma once

#include <QByteArray>
#include <QImage>
#include <QSize>
#include <QString>

class QCustomPlot;

namespace mbtr::gui {

/// size: device-independent pixels; scale: device pixels for each.
QImage pictureOf(QCustomPlot& canvas, const QSize& size, double scale);

/// What a picture says about itself: text chunks of PNG, title and desc of SVG, title of PDF.
struct PictureText {
    QString title;
    QString origin; ///< data and settings
};

/// PNG, SVG or PDF by the suffix of `path`, of the size the plot has on the screen; empty for another suffix.
QByteArray encodedPicture(QCustomPlot& canvas, const QSize& size, const QString& path, const PictureText& text);

/// Whole or not at all. Throws FileError.
void writeBytes(const QString& path, const QByteArray& bytes);

/// Quoted where it holds a separator.
QString csvCell(const QString& text);
QString csvNumber(double value);

} // namespace mbtr::gui
