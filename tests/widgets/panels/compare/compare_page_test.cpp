#include "tests/support/temporary_folder.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/fields/number_field.h"
#include "widgets/jobs/job_list.h"
#include "widgets/panels/compare/blindness_panel.h"
#include "widgets/panels/compare/compare_page.h"
#include "widgets/panels/compare/difference_panel.h"
#include "widgets/panels/compare/paired_views.h"
#include "widgets/plots/bar_plot.h"
#include "widgets/plots/curve_plot.h"
#include "widgets/plots/heat_map.h"
#include "widgets/render/view/vtk_view.h"
#include "widgets/work/phases/energy_check_study.h"
#include "widgets/work/studies/compare_studies.h"
#include "widgets/work/training/pipeline.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QTabWidget>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>
#include <cmath>
#include <qcustomplot.h>

using namespace mbtr;
using namespace mbtr::gui;

namespace {

/// Ten water molecules whose first bond grows; m0 and m9 are equal; "E" is 0, 1, 4, 9, ..
std::string molecules()
{
    std::string text;
    for (int i = 0; i < 10; ++i)
        text += "3\nname=m" + std::to_string(i) + " E=" + std::to_string(i * i) + ".0\nO 0 0 0\nH 0 0 "
            + std::to_string(0.9 + 0.02 * (i % 9) + 0.001 * (i % 9) * (i % 9)) + "\nH 0 0.9 0\n";
    return text;
}

struct Program {
    test::TemporaryFolder folder;
    JobList jobs;
    Session session;
    Selection selection;
    Pipeline pipeline {&session, &jobs};
    CompareStudies studies {&session, &selection, &jobs};
    EnergyCheckStudy check {&session, &jobs};
    ComparePage page {&session, &selection, &studies, &check, &jobs};

    template <typename T> T* find(const char* name) const
    {
        auto* child = page.findChild<T*>(name);
        if (!child)
            qFatal("there is no %s", name);
        return child;
    }
};

} // namespace

class ComparePageTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        program = std::make_unique<Program>();
        program->page.resize(900, 700);
        program->page.show();
        program->session.openFiles({QString::fromStdString(program->folder.write("ten.xyz", molecules()))});
        QTRY_VERIFY(program->session.dataset().value);
        program->selection.setStructure(0);
        program->selection.setReference(3);
        QTRY_VERIFY(program->page.comparer()->isFresh());
        QTRY_VERIFY(pair() && pair()->b->name == "m3");
    }

    void theNumbersOnScreenAddUpToTheTotal()
    {
        double terms = 0, blocks = 0;
        for (int t = 0; t < parts()->topLevelItemCount(); ++t) {
            terms += parts()->topLevelItem(t)->text(1).toDouble();
            for (int b = 0; b < parts()->topLevelItem(t)->childCount(); ++b)
                blocks += parts()->topLevelItem(t)->child(b)->text(1).toDouble();
        }
        const double total = pair()->difference.squaredDistance;
        QVERIFY(total > 1e-3);
        QVERIFY(std::abs(terms - total) < 1e-5 * total); // six digits are shown
        QVERIFY(std::abs(blocks - total) < 1e-5 * total);
        QVERIFY(program->find<QLabel>("squaredDistance")->text().contains(QString::number(total, 'g', 6)));
    }

    void structuresAreCountedFromZero()
    {
        QCOMPARE(program->find<NumberField>("structureA")->number(), 0.0);
        QCOMPARE(program->find<NumberField>("structureB")->number(), 3.0);
        QVERIFY(program->find<QWidget>("structureA")->toolTip().contains("Counted from 0"));
    }

    void aTermOutsideItsGridIsNoZero()
    {
        MbtrSettings settings = program->session.mbtrSettings();
        settings.terms[0].grid = {.min = 20, .max = 30, .n = 50}; // neither H nor O
        program->session.changeMbtrSettings(settings, "x");
        QTRY_COMPARE(parts()->topLevelItem(0)->text(1), QString("outside the grid"));
        QVERIFY(!parts()->topLevelItem(0)->text(2).contains('0'));
        QVERIFY(program->find<QLabel>("squaredDistance")->text().contains("k = 1: 100 %"));
        QVERIFY(parts()->topLevelItem(1)->text(1).toDouble() > 0);
    }

    void theCurvesAreThoseOfBothAndTheirDifference()
    {
        const auto& curves = program->find<CurvePlot>("differenceCurves")->curves();
        QCOMPARE(curves.size(), 3u);
        QCOMPARE(curves[0].name, QString("A"));
        for (std::size_t m = 0; m < curves[0].y.size(); ++m)
            QCOMPARE(curves[2].y[m], curves[0].y[m] - curves[1].y[m]);
    }

    void aChosenPartTellsTheTuplesOfBothWhichAddUpToIt()
    {
        QTreeWidgetItem* block = parts()->topLevelItem(1)->child(0);
        parts()->setCurrentItem(block);
        QTRY_VERIFY(program->page.comparer()->contributions());
        const auto tuples = program->page.comparer()->contributions();
        QVERIFY(std::abs(tuples->total() - block->text(1).toDouble()) < 1e-5 * tuples->total());
        QTRY_VERIFY(program->find<QLabel>("tupleSums")->text().contains(QString("together %1").arg(tuples->total(), 0, 'g', 6)));
    }

    void aClickOnABinAsksForItsTuples()
    {
        parts()->setCurrentItem(parts()->topLevelItem(1)->child(0));
        auto* bins = program->find<BarPlot>("differenceBins");
        QTest::qWait(50); // for the plot to have its size
        const QRect area = bins->plotArea();
        QTest::mouseClick(bins->canvas(), Qt::LeftButton, {}, area.center());
        QVERIFY(bins->chosen() >= 0);
        QCOMPARE(program->page.comparer()->part().beginBin, bins->chosen());
        QCOMPARE(program->page.comparer()->part().endBin, bins->chosen() + 1);
    }

    void equalStructuresHaveDistanceZeroAndRmsdZero()
    {
        program->selection.setReference(9);
        QTRY_COMPARE(pair()->b->name, std::string("m9"));
        QCOMPARE(pair()->difference.squaredDistance, 0.0);
        QVERIFY(program->find<QLabel>("fitOfPair")->text().startsWith(QString::fromUtf8("RMSD 0.0000 Å over 3 matched atoms")));
        QVERIFY(program->find<QLabel>("kernelValue")->text().startsWith("k(A, B) = 1,"));
    }

    void swapExchangesTheTwo()
    {
        program->find<QToolButton>("swapStructures")->click();
        QCOMPARE(program->selection.structure(), 3);
        QCOMPARE(program->selection.reference(), 0);
        QTRY_COMPARE(pair()->a->name, std::string("m3"));
    }

    void laidOverEachOtherTheyTakeTheWholeRow()
    {
        program->find<QToolButton>("overlaid")->click();
        const auto* views = program->page.views();
        QTRY_VERIFY(views->viewA()->width() > views->width() - 10);
        program->find<QToolButton>("overlaid")->click();
        QTRY_VERIFY(views->viewA()->width() < 0.6 * views->width());
    }

    void ofCrystalsTheStrongestTuplesWithinTheCellAreDrawn()
    {
        program->session.openFiles({MBTR_SOURCE_DIR "/resources/examples/crystals.extxyz"});
        QTRY_VERIFY(program->session.isFresh(Stage::Dataset) && program->session.dataset().value->structures[0].isPeriodic());
        program->selection.setStructure(0);
        program->selection.setReference(1);
        QTRY_VERIFY(program->page.comparer()->isFresh());
        parts()->setCurrentItem(parts()->topLevelItem(2));
        QTRY_VERIFY(program->page.comparer()->contributions());
        const auto tuples = program->page.comparer()->contributions();
        QVERIFY(tuples->a.tuples.size() + tuples->b.tuples.size() > 100);
        const QStringList words = program->find<QLabel>("drawnTuples")->text().split(' ');
        QVERIFY2(words.size() == 6, qPrintable(words.join(' '))); // "Drawn: the strongest 20 of 900"
        QVERIFY(words[3].toInt() > 0 && words[3].toInt() <= 48);
        QCOMPARE(words[5].toUInt(), tuples->a.tuples.size() + tuples->b.tuples.size());
    }

    void roundingIsNoDifference()
    {
        Structure moved = *pair()->a; // turned by a degree: the same tensor but for rounding
        const double angle = 0.017453292519943295;
        const Eigen::Matrix3d turn {{std::cos(angle), -std::sin(angle), 0}, {std::sin(angle), std::cos(angle), 0}, {0, 0, 1}};
        moved.positions = turn * moved.positions;
        program->studies.comparer.setPair(
            ShownPair {pair()->a, std::make_shared<const Structure>(moved), program->session.mbtrSettings()});
        QTRY_VERIFY(pair()->difference.squaredDistance > 0 && pair()->difference.squaredDistance < 1e-20);
        QVERIFY2(program->find<QLabel>("squaredDistance")->text().contains("<b>0</b>"),
                 qPrintable(program->find<QLabel>("squaredDistance")->text()));
    }

    void bothViewsHaveOneCamera()
    {
        VtkView* a = program->page.views()->viewA();
        VtkView* b = program->page.views()->viewB();
        Camera turned = a->camera();
        turn(turned, 30, 10);
        a->setCamera(turned);
        QVERIFY((b->camera().back - turned.back).norm() < 1e-12);
        turn(turned, -50, 0);
        b->setCamera(turned);
        QVERIFY((a->camera().back - turned.back).norm() < 1e-12);
    }

    void findsTheClosestPairsAndAClickComparesThem()
    {
        program->page.tabs()->setCurrentIndex(1);
        program->find<QPushButton>("searchPairs")->click();
        auto* table = program->find<QTableWidget>("closestPairs");
        QTRY_VERIFY(table->rowCount() > 0);
        // m0 and m9 are the same structure: left out, 44 other pairs.
        QCOMPARE(table->rowCount(), 44);
        QVERIFY(table->item(0, 2)->text().toDouble() > 0);
        QVERIFY(table->item(0, 2)->text().toDouble() <= table->item(1, 2)->text().toDouble());
        table->setCurrentCell(5, 0);
        QCOMPARE(QString::number(program->selection.structure()), table->item(5, 0)->text().section(':', 0, 0));
        QCOMPARE(QString::number(program->selection.reference()), table->item(5, 1)->text().section(':', 0, 0));
    }

    void blindTermsShowTheDistanceZeroAndOthersSeparate()
    {
        Structure right {.name = "right", .species = {1, 8, 8, 1}, .positions = Eigen::Matrix3Xd(3, 4)};
        right.positions << -0.2, 0, 1.46, 1.6, 0.9, 0, 0, -0.3, 0, 0, 0, 0.8;
        Structure left = right;
        left.name = "left";
        left.positions.row(2) *= -1;
        program->studies.blindness.setPairs({{"Mirror images", right, left}});
        auto* table = program->find<QTableWidget>("degeneratePairs");
        QCOMPARE(table->rowCount(), 1);
        QTRY_VERIFY(table->item(0, 3));
        for (int term = 0; term < 4; ++term)
            QVERIFY(table->item(0, 3 + term)->data(Qt::UserRole).toDouble() < 1e-6);
        QVERIFY(table->item(0, 7)->data(Qt::UserRole).toDouble() > 0.1);
        table->setCurrentCell(0, 0);
        QTRY_COMPARE(pair()->b->name, std::string("left"));
        QVERIFY(program->page.comparer()->showsForeignPair());
        program->find<QToolButton>("backToDataset")->click();
        QTRY_COMPARE(pair()->b->name, std::string("m3"));
    }

    void manyStructuresShowTheirMeanAndTheCurrentOne()
    {
        program->page.tabs()->setCurrentIndex(3);
        auto* curves = program->find<CurvePlot>("seriesCurves");
        QTRY_COMPARE(curves->curves().size(), 2u);
        auto* map = program->find<HeatMap>("seriesMap");
        QCOMPARE(map->markedRow(), 0);
        program->find<QToolButton>("pinStructure")->click();
        QCOMPARE(curves->curves().size(), 3u);
        QCOMPARE(curves->curves()[2].y, curves->curves()[1].y);
        program->selection.setStructure(4);
        QCOMPARE(map->markedRow(), 4);
        QVERIFY(curves->curves()[2].y != curves->curves()[1].y);
        QCOMPARE(curves->curves()[0].bandHalfWidth.size(), curves->curves()[0].y.size());
    }

    void theCommandNamesBothStructuresOfTheFile()
    {
        program->find<QToolButton>("copyDistanceCommand")->click();
        const QString command = QGuiApplication::clipboard()->text();
        QVERIFY(command.contains("ten.xyz@0'"));
        QVERIFY(command.contains("ten.xyz@3'"));
        QVERIFY(command.contains("\"terms\""));
    }

private:
    std::shared_ptr<const PairComparison> pair() const { return program->page.comparer()->pair(); }
    QTreeWidget* parts() const { return program->find<QTreeWidget>("differenceParts"); }

    std::unique_ptr<Program> program;
};

QTEST_MAIN(ComparePageTest)
#include "compare_page_test.moc"
