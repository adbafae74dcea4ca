#include "app/explorer/thumbnail.h"

#include "core/io/read_dataset.h"
#include "widgets/render/pictures/scene_picture.h"

#include <QCoreApplication>
#include <QFile>
#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QSaveFile>
#include <clocale>
#include <cstdio>

namespace mbtr::gui {

namespace {

ScenePicture pictureOf(const Structure& structure)
{
    ScenePicture picture;
    picture.structure = std::make_shared<const Structure>(structure);
    picture.options.axes = false;
    picture.colors = sceneColors(QPalette(Qt::white));
    picture.camera = standardView(structure);
    return picture;
}

Dataset readOne(const QString& file)
{
    Progress progress;
    const std::string path = QFile::encodeName(file).toStdString();
    Dataset dataset = readFirst(path, 1, progress);
    if (dataset.structures.empty())
        throw FileError(path, 0, "holds no structure");
    return dataset;
}

void save(const QImage& image, const QString& path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !image.save(&file, "PNG") || !file.commit())
        throw FileError(QFile::encodeName(path).toStdString(), 0, "cannot be written");
}

} // namespace

QImage thumbnailOf(const Structure& structure, int side)
{
    ScenePicture picture = pictureOf(structure);
    const SceneContent content = contentOf(picture);
    fit(picture.camera, content.geometry->balls, 1);
    QImage image(side, side, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    paintScene(painter, picture, content, image.size(), true);
    return image;
}

int runThumbnail(const CommandLine& options, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    int qtArguments = 1;
    QGuiApplication qt(qtArguments, argv);
    std::setlocale(LC_NUMERIC, "C");
    try {
        save(thumbnailOf(readOne(options.files.first()).structures.front(), options.thumbnailSide), options.thumbnail);
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "mbtr-explorer: %s\n", error.what());
        return 1;
    }
}

} // namespace mbtr::gui
