#include "tests/support/gl_main.h"
#include "tests/support/image_check.h"
#include "tests/support/structures.h"
#include "widgets/jobs/job_list.h"
#include "widgets/render/scene/display_options.h"
#include "widgets/render/scene/scene_content.h"
#include "widgets/render/view/vtk_view.h"
#include "widgets/theme/theme.h"

#include <functional>

using namespace mbtr;
using namespace mbtr::gui;

using Change = std::function<void(DisplayOptions&)>;

class SceneStylesTest : public QObject {
    Q_OBJECT

    JobList m_jobs;
    std::unique_ptr<VtkView> m_view;

    QImage pictureOf(const Structure& structure, const DisplayOptions& options, const Overlay& overlay = {})
    {
        m_view->setOptions(options);
        m_view->setStructure(std::make_shared<Structure>(structure));
        m_view->setOverlay(overlay);
        m_view->show();
        return QTest::qWaitForWindowExposed(m_view.get()) ? m_view->image() : QImage();
    }
    /// No text: fonts differ between machines.
    static DisplayOptions plain()
    {
        DisplayOptions options;
        options.axes = false;
        options.cell = false;
        return options;
    }
    static Overlay everything()
    {
        Overlay overlay;
        AtomScalars scalars;
        scalars.values = {-1, -0.5, -0.2, 0, 0.1, 0.3, 0.6, 0.9, std::nan("")};
        scalars.map = ColorMap::BlueRed;
        overlay.scalars = scalars;
        AtomVectors arrows;
        arrows.values = Eigen::Matrix3Xd::Zero(3, 9);
        arrows.values.col(2) << 0, 1, 0.4;
        arrows.values.col(5) << 0.6, -0.3, 0;
        overlay.vectors.push_back(arrows);
        overlay.tuples.push_back({{{0, {}}, {1, {}}, {2, {}}}, {240, 150, 0}, 0.5});
        overlay.tuples.push_back({{{3, {}}, {8, {}}}, {60, 120, 220}, 0.4});
        overlay.halos.push_back({8, {220, 40, 120}});
        return overlay;
    }

private slots:
    void init()
    {
        if (!openGlWidgetsWork())
            QSKIP("no OpenGL");
        applyTheme(Theme::Light);
        m_view = std::make_unique<VtkView>(&m_jobs);
        m_view->setSamples(0);
        m_view->setFineOcclusion(false);
        m_view->resize(400, 300);
    }
    void cleanup() { m_view.reset(); }

    void looksAsBefore_data()
    {
        QTest::addColumn<Structure>("structure");
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("name");
        const auto row = [](const char* name, const Structure& structure, const Change& change) {
            QTest::newRow(name) << structure << change << QString(name);
        };
        row("sticks", test::ethanol(), [](DisplayOptions& o) { o.style = Style::Sticks; });
        row("space-filling", test::ethanol(), [](DisplayOptions& o) { o.style = Style::SpaceFilling; });
        row("wire", test::diamond(), [](DisplayOptions& o) {
            o.style = Style::Wire;
            o.ranges.to = {2, 2, 1};
        });
        row("polyhedra", test::perovskite(), [](DisplayOptions& o) {
            o.style = Style::Polyhedra;
            o.ranges.to = {2, 1, 1};
        });
        row("orthographic", test::rockSalt(), [](DisplayOptions& o) { o.orthographic = true; });
        row("outline", test::rockSalt(), [](DisplayOptions& o) {
            o.outline = true;
            o.fog = false;
        });
        row("translucent", test::ethanol(), [](DisplayOptions& o) { o.atomOpacity = 0.5; });
        row("safe-palette", test::ethanol(), [](DisplayOptions& o) { o.elementColors = ElementColors::ColorBlindSafe; });
        row("fragments", test::perovskite(), [](DisplayOptions& o) { o.colorBy = ColorBy::Fragment; });
    }
    void looksAsBefore()
    {
        QFETCH(Structure, structure);
        QFETCH(Change, change);
        QFETCH(QString, name);
        DisplayOptions options = plain();
        change(options);
        MBTR_COMPARE_IMAGE(pictureOf(structure, options), name);
    }
    void overlayLooksAsBefore() { MBTR_COMPARE_IMAGE(pictureOf(test::ethanol(), plain(), everything()), "overlay"); }
    void everyChoiceChangesThePicture_data() { looksAsBefore_data(); }
    void everyChoiceChangesThePicture()
    {
        QFETCH(Structure, structure);
        QFETCH(Change, change);
        const QImage before = pictureOf(structure, plain());
        DisplayOptions options = plain();
        change(options);
        QVERIFY(test::differenceOf(before, pictureOf(structure, options)).mean > 0.2);
    }
    void occlusionOfPixelsDarkensHollows()
    {
        DisplayOptions options = plain();
        options.style = Style::SpaceFilling;
        const QImage before = pictureOf(test::diamond(), options);
        m_view->setFineOcclusion(true);
        const QImage fine = m_view->image();
        QVERIFY(test::differenceOf(before, fine).mean > 0.5);
        double sum = 0;
        for (int y = 0; y < fine.height(); ++y)
            for (int x = 0; x < fine.width(); ++x)
                sum += qGray(fine.pixel(x, y)) - qGray(before.pixel(x, y));
        QVERIFY(sum < 0);
        QCOMPARE(qGray(fine.pixel(3, 3)), qGray(before.pixel(3, 3))); // not the background
    }
    void translucentThingsAreRightInAnyOrder()
    {
        // Two planes through one another, listed in either order.
        const auto crossing = [](bool swapped) {
            Overlay overlay;
            const HighlightedTuple first {{{0, {}}, {1, {}}, {2, {}}}, {220, 40, 40}, 0.6};
            const HighlightedTuple second {{{3, {}}, {1, {}}, {8, {}}}, {40, 60, 220}, 0.6};
            overlay.tuples = swapped ? std::vector {second, first} : std::vector {first, second};
            return overlay;
        };
        const QImage one = pictureOf(test::ethanol(), plain(), crossing(false));
        m_view->setOverlay(crossing(true));
        QVERIFY(test::differenceOf(one, m_view->image()).mean < 0.02);
    }
    void highlightedTuplesAreSeenWhereEdgesAreSmooth_data()
    {
        QTest::addColumn<int>("sites");
        QTest::addColumn<bool>("isDark");
        for (const bool isDark : {false, true}) {
            QTest::addRow("pair, %s", isDark ? "dark" : "light") << 2 << isDark;
            QTest::addRow("triple, %s", isDark ? "dark" : "light") << 3 << isDark;
            QTest::addRow("quadruple, %s", isDark ? "dark" : "light") << 4 << isDark;
        }
    }
    void highlightedTuplesAreSeenWhereEdgesAreSmooth()
    {
        QFETCH(int, sites);
        QFETCH(bool, isDark);
        applyTheme(isDark ? Theme::Dark : Theme::Light);
        m_view = std::make_unique<VtkView>(&m_jobs);
        m_view->resize(400, 300);
        m_view->setSamples(4);
        const auto orange = [this, sites](double opacity) {
            const std::vector<Site> chain {{8, {}}, {2, {}}, {1, {}}, {0, {}}}; // H-O-C-C
            Overlay overlay;
            overlay.tuples.push_back({{chain.begin(), chain.begin() + sites}, {240, 150, 0}, opacity});
            const QImage image = pictureOf(test::ethanol(), plain(), opacity > 0 ? overlay : Overlay());
            double sum = 0;
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x) {
                    const QColor pixel = image.pixelColor(x, y);
                    sum += pixel.hue() > 20 && pixel.hue() < 50 ? pixel.saturationF() : 0;
                }
            return sum;
        };
        const double before = orange(0), faint = orange(0.3), strong = orange(0.8);
        QVERIFY2(faint > before + 100, qPrintable(QString("%1 %2").arg(before).arg(faint)));
        QVERIFY2(strong > faint + 100, qPrintable(QString("%1 %2").arg(faint).arg(strong)));
    }
    void imagesWithoutAnAtomAreDrawnAsSmallBalls()
    {
        const auto sceneWith = [](std::array<int, 3> image) {
            Overlay overlay;
            overlay.tuples.push_back({{{0, {}}, {0, image}}, {240, 150, 0}, 0.5});
            DisplayOptions options = plain();
            const auto geometry = makeGeometry(std::make_shared<Structure>(test::rockSalt()), {}, options);
            return makeContent(geometry, options, overlay).mesh.points.size();
        };
        const std::size_t stickOnly = sceneWith({0, 0, 1}); // the corner of the cell is drawn
        QVERIFY(stickOnly > 0);
        QVERIFY(sceneWith({0, 0, 2}) > stickOnly + 100);
    }
    void labelsAndColorBarAreDrawn()
    {
        DisplayOptions options = plain();
        const QImage bare = pictureOf(test::ethanol(), options);
        options.labels = LabelWith::ElementAndIndex;
        const QImage labelled = pictureOf(test::ethanol(), options);
        QVERIFY(test::differenceOf(bare, labelled).mean > 0.3);
        Overlay overlay = everything();
        const QImage without = pictureOf(test::ethanol(), options, overlay);
        overlay.scalars->name = "charge";
        overlay.scalars->unit = "e";
        const QImage with = pictureOf(test::ethanol(), options, overlay);
        QVERIFY(test::differenceOf(without.copy(300, 0, 100, 220), with.copy(300, 0, 100, 220)).mean > 3);
        QVERIFY(test::differenceOf(without.copy(0, 0, 200, 300), with.copy(0, 0, 200, 300)).mean < 0.01);
    }
    void oddOverlaysAreLeftOut()
    {
        Overlay odd;
        odd.scalars = AtomScalars {"x", {}, {1, 2}, {}, {}};
        odd.vectors.push_back({"f", {}, Eigen::Matrix3Xd::Ones(3, 2)});
        odd.tuples.push_back({{{99, {}}, {0, {}}}});
        odd.tuples.push_back({{{0, {}}}});
        odd.halos.push_back({-3});
        odd.labels.push_back({{{42, {}}}, "nothing", {}});
        odd.scalars->name.clear();
        const QImage bare = pictureOf(test::ethanol(), plain());
        QVERIFY(test::differenceOf(bare, pictureOf(test::ethanol(), plain(), odd)).mean < 0.01);
    }
    void aPickedAtomIsTheOneDrawnAlsoInOrthographicViews()
    {
        DisplayOptions options = plain();
        options.orthographic = true;
        pictureOf(test::ethanol(), options);
        int found = 0;
        for (int y = 0; y < 300; y += 3)
            for (int x = 0; x < 400; x += 3)
                found += m_view->atomAt(QPointF(x, y)) >= 0;
        QVERIFY2(found > 400 && found < 8000, qPrintable(QString::number(found)));
    }
};

MBTR_GL_TEST_MAIN(SceneStylesTest)
#include "scene_styles_test.moc"
