#include "tests/support/gl_main.h"
#include "tests/support/image_check.h"
#include "tests/support/structures.h"
#include "widgets/panels/desk/picture_dialog.h"
#include "widgets/panels/structure/measurement_overlay.h"
#include "widgets/render/pictures/picture_maker.h"
#include "widgets/render/view/vtk_view.h"
#include "widgets/theme/theme.h"
#include "widgets/work/picture_job.h"

#include <QComboBox>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPainter>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QtEndian>

using namespace mbtr;
using namespace mbtr::gui;

class PictureTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    static ScenePicture pictureOf(const Structure& structure)
    {
        ScenePicture picture;
        picture.structure = std::make_shared<Structure>(structure);
        picture.options.axes = false;
        picture.options.cell = false;
        picture.colors = sceneColors(QPalette(Qt::white));
        picture.camera = standardView(structure);
        fit(picture.camera, contentOf(picture).geometry->balls, 4.0 / 3);
        return picture;
    }
    static QImage drawn(const ScenePicture& picture, bool isTransparent = false)
    {
        return PictureMaker().draw(picture, contentOf(picture), {400, 300}, 1, isTransparent);
    }
    PictureOrder order(PictureFormat format, const QString& name)
    {
        PictureOrder order;
        order.format = format;
        order.path = m_folder->filePath(name);
        order.pixels = {240, 160};
        order.scene = [picture = pictureOf(test::ethanol())](int frame) {
            ScenePicture turned = picture;
            turn(turned.camera, 10.0 * frame, 0);
            return turned;
        };
        return order;
    }

private slots:
    void init()
    {
        if (!openGlWidgetsWork())
            QSKIP("no OpenGL");
        applyTheme(Theme::Light);
        m_folder = std::make_unique<QTemporaryDir>();
    }
    void aTransparentPictureHasNothingBehindTheAtoms()
    {
        const QImage image = drawn(pictureOf(test::rockSalt()), true);
        QCOMPARE(qAlpha(image.pixel(2, 2)), 0);
        int opaque = 0, between = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x) {
                const QRgb pixel = image.pixel(x, y);
                opaque += qAlpha(pixel) == 255;
                between += qAlpha(pixel) > 0 && qAlpha(pixel) < 255;
                QVERIFY(std::max({qRed(pixel), qGreen(pixel), qBlue(pixel)}) <= 255);
            }
        QVERIFY2(opaque > 5000, qPrintable(QString::number(opaque)));
        QVERIFY2(between > 200, qPrintable(QString::number(between))); // smooth edges
    }
    void aTransparentPictureOnTheGroundIsTheOpaqueOne()
    {
        ScenePicture picture = pictureOf(test::ethanol());
        picture.colors.background = {255, 255, 255};
        QImage composed(400, 300, QImage::Format_RGB32);
        composed.fill(Qt::white);
        QPainter(&composed).drawImage(0, 0, drawn(picture, true));
        const auto difference = test::differenceOf(composed, drawn(picture));
        QVERIFY2(difference.mean < 0.3, qPrintable(QString::number(difference.mean)));
    }
    void shapesLookLikeTheView()
    {
        const ScenePicture picture = pictureOf(test::ethanol());
        QSvgRenderer svg(sceneAsSvg(picture, contentOf(picture), {400, 300}, false));
        QVERIFY(svg.isValid());
        QImage image(400, 300, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        svg.render(&painter);
        painter.end();
        const auto difference = test::differenceOf(image, drawn(picture));
        QVERIFY2(difference.mean < 4, qPrintable(QString::number(difference.mean)));
    }
    void everyBallHasAGradientOfItsOwn()
    {
        const ScenePicture picture = pictureOf(test::ethanol());
        const QByteArray svg = sceneAsSvg(picture, contentOf(picture), {400, 300}, false);
        QCOMPARE(svg.count("<radialGradient"), 9);
        QVERIFY(sceneAsPdf(picture, contentOf(picture), {400, 300}, true).startsWith("%PDF"));
    }
    void theSceneAsGlbHoldsAllBallsAndSticks()
    {
        const ScenePicture picture = pictureOf(test::ethanol());
        const QByteArray bytes = sceneAsGlb(picture, contentOf(picture));
        QVERIFY(bytes.startsWith("glTF"));
        const auto number = [&](int at) { return int(qFromLittleEndian<quint32>(bytes.constData() + at)); };
        QCOMPARE(number(4), 2);
        QCOMPARE(number(8), int(bytes.size()));
        const int textLength = number(12);
        const QJsonObject json = QJsonDocument::fromJson(bytes.mid(20, textLength)).object();
        // 9 balls; 8 bonds: C-C in one piece, the others (5 C-H, C-O, O-H) in two colours.
        QCOMPARE(json["nodes"].toArray().size(), 9 + 1 + 2 * 7);
        QCOMPARE(json["buffers"].toArray()[0].toObject()["byteLength"].toInt(), number(20 + textLength));
        for (const auto& view : json["bufferViews"].toArray())
            QVERIFY(view.toObject()["byteOffset"].toInt() + view.toObject()["byteLength"].toInt() <= number(20 + textLength));
        QCOMPARE(json["materials"].toArray().size(), 3);
    }
    void measurementsAreDrawnInPictures()
    {
        ScenePicture picture = pictureOf(test::ethanol());
        const QImage bare = drawn(picture);
        picture.overlay = measurementOverlay({{{0, 1}}, {{0, 1, 2}}, {{3, 0, 1, 2}}, {{0, 99}}}, *picture.structure);
        QCOMPARE(picture.overlay.measures.size(), 3u);
        QVERIFY(test::differenceOf(bare, drawn(picture)).mean > 0.3);
        QVERIFY(sceneAsSvg(picture, contentOf(picture), {400, 300}, false).size()
                > sceneAsSvg(pictureOf(test::ethanol()), contentOf(picture), {400, 300}, false).size() + 2000);
    }
    void measurementsOfTheViewComeBackForTheNextFrame()
    {
        JobList jobs;
        VtkView view(&jobs);
        view.resize(300, 200);
        int asked = 0;
        connect(&view, &VtkView::structureChanged, &view, [&] {
            ++asked;
            view.setOverlay(measurementOverlay({{{0, 1, 2}}}, test::ethanol()), OverlayLayer::Measurements);
        });
        view.setStructure(std::make_shared<Structure>(test::ethanol()));
        Structure next = test::ethanol();
        next.positions.array() += 0.1;
        view.setStructure(std::make_shared<Structure>(next), VtkView::CameraPlace::Kept);
        QCOMPARE(asked, 2);
        const QImage with = view.image();
        view.setOverlay({}, OverlayLayer::Measurements);
        QVERIFY(test::differenceOf(with, view.image()).mean > 0.3);
    }
    void aPictureHasTheSizeAndDensityThatWereAsked()
    {
        JobList jobs;
        PictureJob job(&jobs);
        QSignalSpy finished(&job, &Job::finished);
        PictureOrder wanted = order(PictureFormat::Png, "a.png");
        wanted.dpi = 300;
        job.start(wanted);
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20000);
        const QImage image(wanted.path);
        QCOMPARE(image.size(), QSize(240, 160));
        QCOMPARE(qRound(image.dotsPerMeterX() * 0.0254), 300);
    }
    void anAnimationIsAFolderOfAllPictures()
    {
        JobList jobs;
        PictureJob job(&jobs);
        QSignalSpy finished(&job, &Job::finished);
        PictureOrder wanted = order(PictureFormat::PngSequence, "film");
        wanted.frames = 4;
        job.start(wanted);
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20000);
        QCOMPARE(QDir(wanted.path).entryList(QDir::Files), (QStringList {"00000.png", "00001.png", "00002.png", "00003.png"}));
        QVERIFY(test::differenceOf(QImage(wanted.path + "/00000.png"), QImage(wanted.path + "/00003.png")).mean > 0.5);
        QSignalSpy failed(&job, &Job::failed);
        job.start(wanted); // the folder is there already
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 20000);
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot), QStringList {"film"});
    }
    void aCancelledAnimationLeavesNothing()
    {
        JobList jobs;
        PictureJob job(&jobs);
        PictureOrder wanted = order(PictureFormat::PngSequence, "film");
        wanted.frames = 1000;
        job.start(wanted);
        QTRY_VERIFY_WITH_TIMEOUT(job.fraction() > 0, 20000);
        job.cancel();
        QTRY_VERIFY(QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).isEmpty());
    }
    void filmsAreMadeWhereFfmpegIs_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<QByteArray>("magic");
        QTest::newRow("mp4") << int(PictureFormat::Mp4) << QByteArray("ftyp");
        QTest::newRow("gif") << int(PictureFormat::Gif) << QByteArray("GIF89a");
    }
    void filmsAreMadeWhereFfmpegIs()
    {
        QFETCH(int, format);
        QFETCH(QByteArray, magic);
        if (!canMakeFilms())
            QSKIP("no ffmpeg");
        JobList jobs;
        PictureJob job(&jobs);
        QSignalSpy finished(&job, &Job::finished);
        PictureOrder wanted = order(static_cast<PictureFormat>(format), "film.x");
        wanted.frames = 5;
        wanted.pixels = {241, 161}; // odd
        job.start(wanted);
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30000);
        QFile file(wanted.path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.read(12).contains(magic));
    }
    void theDialogKeepsTheSizeWhenTheUnitChanges()
    {
        PictureDialog::Source source {pictureOf(test::ethanol())};
        PictureDialog dialog(source);
        dialog.show();
        const QSize before = dialog.order().pixels;
        QCOMPARE(before.width(), 1600);
        auto* unit = dialog.findChild<QComboBox*>("pictureUnit");
        QTest::keyClick(unit, Qt::Key_Down);
        const QSize now = dialog.order().pixels;
        QVERIFY(std::abs(now.width() - before.width()) <= 1 && std::abs(now.height() - before.height()) <= 1);
        QVERIFY(!dialog.findChild<QWidget*>("pictureTurnFrames")->isEnabled());
    }
};

MBTR_GL_TEST_MAIN(PictureTest)
#include "picture_test.moc"
