#include "core/mbtr/presets.h"
#include "core/mbtr/tensor.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/jobs/job_list.h"
#include "widgets/panels/tensor/tensor_panel.h"
#include "widgets/plots/curve_plot.h"
#include "widgets/plots/heat_map.h"
#include "widgets/work/grid_fitter.h"
#include "widgets/work/inspector.h"
#include "widgets/work/studies/term_study.h"
#include "widgets/work/training/pipeline.h"

#include <QLabel>
#include <QPushButton>
#include <QTabBar>
#include <QTest>
#include <QToolButton>
#include <qcustomplot.h>

using namespace mbtr::gui;

class TensorPanelTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        program = std::make_unique<Program>();
        program->panel.resize(600, 620);
        program->panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&program->panel));
    }

    void saysWhatToDoWhileThereIsNothing()
    {
        QCOMPARE(label("empty")->text(), QString("Open a file to see the tensor of its structures."));
        QVERIFY(label("empty")->isVisible());
    }

    void showsOnePlotForEachTermWithTheBlocksThatOccur()
    {
        QVERIFY(openWater());
        QCOMPARE(program->panel.terms().size(), 3u);
        QCOMPARE(names(0), (QStringList {"H", "O"}));
        QCOMPARE(names(1), (QStringList {"H-H", "H-O"}));
        QCOMPARE(curves(1)->title(), QString("k = 2 · inverse distance"));
        QCOMPARE(curves(1)->canvas()->xAxis->label(), QString("1/d (Å⁻¹)"));
        QVERIFY(!label("empty")->isVisible());
    }

    void aTermWithoutTuplesKeepsTheAxisOfItsGrid()
    {
        auto alone = std::make_shared<mbtr::Dataset>();
        alone->structures.push_back({.name = "He", .species = {2}, .positions = Eigen::Matrix3Xd::Zero(3, 1), .cell = {}});
        program->session.setDataset({alone, program->session.revision(Stage::Dataset)});
        program->selection.setStructure(0);
        QTRY_VERIFY(program->inspector.isFresh());
        const auto& bins = program->inspector.tensor()->layout->bins[1];
        QTRY_VERIFY(curves(1)->curves().empty());
        QVERIFY(std::abs(curves(1)->visibleRange().left() - bins.centre(0)) < 1e-9);
        QVERIFY(std::abs(curves(1)->visibleRange().right() - bins.centre(bins.n - 1)) < 1e-9);
    }

    void showsTheNumbersOfTheTensor()
    {
        QVERIFY(openWater());
        const auto tensor = program->inspector.tensor();
        const Curve& curve = curves(0)->curves()[1];
        const auto values = tensor->blockValues(1);
        QCOMPARE(curve.y, std::vector<double>(values.begin(), values.end()));
        QCOMPARE(curve.x[0], tensor->layout->bins[0].centre(0));
    }

    void showsAnglesInDegrees()
    {
        QVERIFY(openWater());
        QCOMPARE(curves(2)->canvas()->xAxis->label(), QString("angle (°)"));
        // The default grid ends at 3.4 radians = 194.8 degrees.
        QVERIFY(std::abs(curves(2)->curves()[0].x.back() - 194.2) < 0.1);
    }

    void anotherStructureMovesTheCurvesAndKeepsTheAxes()
    {
        QVERIFY(openWater());
        const auto before = curves(2)->curves()[0].y;
        const QRectF range = curves(2)->visibleRange();
        program->selection.setStructure(9);
        QTRY_VERIFY(program->inspector.isFresh());
        QVERIFY(curves(2)->curves()[0].y != before);
        QVERIFY(curves(2)->visibleRange().contains(range));
    }

    void theSwitchShowsHeatMapsInstead()
    {
        QVERIFY(openWater());
        program->panel.findChild<QToolButton*>("showHeatMap")->click();
        QVERIFY(!curves(0)->isVisible());
        QVERIFY(program->panel.terms()[0]->heatMap()->isVisible());
        QVERIFY(program->panel.terms()[0]->heatMap()->csv().contains("\nO,"));
        program->panel.findChild<QToolButton*>("showBoth")->click();
        QVERIFY(curves(0)->isVisible());
    }

    void showsOneTermAtATimeWhereTheHeightIsSmall()
    {
        QVERIFY(openWater());
        auto* tabs = program->panel.findChild<QTabBar*>("termTabs");
        QVERIFY(!tabs->isVisible());
        QVERIFY(curves(2)->isVisible());
        program->panel.resize(600, 300);
        QTRY_VERIFY(tabs->isVisible());
        QVERIFY(curves(1)->isVisible());
        QVERIFY(!curves(2)->isVisible());
        tabs->setCurrentIndex(2);
        QVERIFY(curves(2)->isVisible());
        QVERIFY(!curves(0)->isVisible());
    }

    void hasNoTabsWhileThereIsNoTensor()
    {
        program->panel.resize(600, 300);
        QVERIFY(openWater());
        auto* tabs = program->panel.findChild<QTabBar*>("termTabs");
        QTRY_VERIFY(tabs->isVisible());
        program->session.openFiles({"/no such folder/broken.xyz"});
        QTRY_VERIFY(program->session.isFresh(Stage::Dataset) && program->session.dataset().value->size() == 0);
        program->selection.setStructure(-1);
        QTRY_VERIFY(!program->inspector.tensor());
        QVERIFY(!tabs->isVisible());
        tabs->setCurrentIndex(2); // as a click does
        QVERIFY(openWater());
        QVERIFY(tabs->isVisible());
        QVERIFY(curves(2)->isVisible());
    }

    void startsOnPairsAndKeepsTheChosenTab()
    {
        program->panel.resize(600, 300);
        QVERIFY(openWater());
        auto* tabs = program->panel.findChild<QTabBar*>("termTabs");
        QCOMPARE(tabs->currentIndex(), 1);
        QVERIFY(curves(1)->isVisible());
        tabs->setCurrentIndex(2);
        program->session.changeMbtrSettings(mbtr::preset("paper-molecules"), "x"); // pairs and triples only
        QTRY_COMPARE(program->panel.terms().size(), 2u);
        QCOMPARE(tabs->currentIndex(), 1);
        QVERIFY(curves(1)->isVisible());
    }

    void namesElementsOutsideTheGridAndFitsIt()
    {
        QVERIFY(openWater());
        auto* hint = program->panel.findChild<QLabel*>("outsideGrid");
        QVERIFY(!hint->isVisible());
        program->session.changeGridsFollow(false); // else they are fitted by themselves
        QVERIFY(open("crystals.extxyz")); // with SrTiO3
        QTRY_VERIFY(hint->isVisible());
        QCOMPARE(hint->text(), QString("k = 1: Ti, Sr (Z = 22, 38) lie outside the grid 0 to 18 and are not seen."));
        program->panel.findChild<QPushButton*>("fitGridsHere")->click();
        QTRY_VERIFY(!hint->isVisible());
        QVERIFY(program->session.mbtrSettings().terms[0].grid.max.value_or(0) >= 38.8);
    }

    void saysWhatIsWrongAndGreysTheOldCurves()
    {
        QVERIFY(openWater());
        auto settings = program->session.mbtrSettings();
        settings.normalization = mbtr::Normalization::ValleOganov; // needs a crystal
        program->session.changeMbtrSettings(settings, "x");
        QTRY_VERIFY(label("problem")->isVisible());
        QVERIFY(label("problem")->text().contains("valle_oganov"));
        QTRY_VERIFY(curves(0)->isStale());
        program->session.changeMbtrSettings(mbtr::preset("default"), "x");
        QTRY_VERIFY(!curves(0)->isStale());
        QVERIFY(!label("problem")->isVisible());
    }

    void otherTermsMakeOtherPlots()
    {
        QVERIFY(openWater());
        program->session.changeMbtrSettings(mbtr::preset("paper-molecules"), "x");
        QTRY_COMPARE(program->panel.terms().size(), 2u);
        QTRY_COMPARE(curves(0)->title(), QString("k = 2 · inverse distance — 0.649 % of the weight lies outside the grid"));
        QCOMPARE(names(0), (QStringList {"H-H", "H-O"}));
    }

private:
    struct Program {
        Session session;
        Selection selection;
        JobList jobs;
        Inspector inspector {&session, &selection, &jobs};
        Pipeline pipeline {&session, &jobs};
        GridFitter grids {&session, &jobs};
        TermStudy terms {&inspector, &jobs};
        TensorPanel panel {&session, &selection, &inspector, &grids, &terms};
    };

    [[nodiscard]] bool openWater() { return open("water_bend.extxyz"); }
    [[nodiscard]] bool open(const char* example)
    {
        program->session.openFiles({QString(MBTR_SOURCE_DIR "/resources/examples/") + example});
        if (!QTest::qWaitFor([this] { return program->session.isFresh(Stage::Dataset); }, 30'000))
            return false;
        program->selection.setStructure(0);
        const bool isFresh = QTest::qWaitFor([this] { return program->inspector.isFresh(); }, 30'000);
        QTest::qWait(0);
        return isFresh;
    }
    QLabel* label(const char* name) const { return program->panel.findChild<QLabel*>(name, Qt::FindDirectChildrenOnly); }
    CurvePlot* curves(std::size_t term) const { return program->panel.terms()[term]->curves(); }
    QStringList names(std::size_t term) const
    {
        QStringList names;
        for (const Curve& curve : curves(term)->curves())
            names.append(curve.name);
        return names;
    }

    std::unique_ptr<Program> program;
};

QTEST_MAIN(TensorPanelTest)
#include "tensor_panel_test.moc"
