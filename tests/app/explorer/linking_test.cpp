// Plot and atoms, linked both ways, in the real window.
#include "app/explorer/main_window.h"
#include "app/explorer/preferences.h"
#include "app/explorer/workspace.h"
#include "core/features/feature_matrix.h"
#include "core/mbtr/mbtr.h"
#include "widgets/items/contribution_table_model.h"
#include "widgets/panels/tensor/contributions_panel.h"
#include "widgets/panels/tensor/tensor_highlight.h"
#include "widgets/panels/tensor/tensor_panel.h"
#include "widgets/plots/curve_brush.h"
#include "widgets/plots/curve_companions.h"
#include "widgets/plots/curve_plot.h"
#include "widgets/plots/curve_shades.h"
#include "widgets/work/brush_inspector.h"
#include "widgets/work/gradient_inspector.h"
#include "widgets/work/picked_inspector.h"

#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>
#include <QToolButton>
#include <QUndoStack>
#include <numeric>
#include <qcustomplot.h>

using namespace mbtr;
using namespace mbtr::gui;

namespace {

struct Desk {
    Workspace workspace;
    Preferences preferences {false};
    MainWindow window {&workspace, preferences};

    explicit Desk(const char* example)
    {
        window.resize(1600, 1000);
        window.show();
        workspace.session.openFiles({QString(MBTR_SOURCE_DIR "/resources/examples/") + example});
    }
    template <typename T> T* find(const char* name) const
    {
        auto* child = window.findChild<T*>(name);
        if (!child)
            qFatal("there is no %s", name);
        return child;
    }
    bool isReady() const { return workspace.inspector.isFresh() && workspace.jobs.isIdle(); }
    CurvePlot* curves(std::size_t term) const { return window.findChild<TensorPanel*>()->terms()[term]->curves(); }
    const CurveCompanions& companions(std::size_t term) const
    {
        return curves(term)->findChild<CurveCompanionsLayer*>()->companions();
    }
    ContributionTableModel* table() const
    {
        return qobject_cast<ContributionTableModel*>(find<QTableView>("contributionTable")->model());
    }
    /// Sum of the share column as the table's file has it, with all digits.
    double sumOfTable() const
    {
        double sum = 0;
        const QStringList lines = table()->csv().split('\n', Qt::SkipEmptyParts);
        for (const QString& line : lines.mid(1))
            sum += line.split(',')[3].toDouble();
        return sum;
    }
    /// Where a point of a curve is on the canvas.
    QPoint pixel(std::size_t term, std::size_t curve, std::size_t point) const
    {
        const Curve& of = curves(term)->curves()[curve];
        QCustomPlot* canvas = curves(term)->canvas();
        return QPointF(canvas->xAxis->coordToPixel(of.x[point]), canvas->yAxis->coordToPixel(of.y[point])).toPoint();
    }
    void drag(std::size_t term, std::size_t curve, std::size_t from, std::size_t to, Qt::KeyboardModifiers modifiers = {}) const
    {
        QWidget* canvas = curves(term)->canvas();
        QTest::mousePress(canvas, Qt::LeftButton, modifiers, pixel(term, curve, from));
        for (const QPoint& at : {(pixel(term, curve, from) + pixel(term, curve, to)) / 2, pixel(term, curve, to)}) {
            QMouseEvent move(QEvent::MouseMove, at, canvas->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, modifiers);
            QCoreApplication::sendEvent(canvas, &move);
        }
        QTest::mouseRelease(canvas, Qt::LeftButton, modifiers, pixel(term, curve, to));
    }
    std::size_t top(std::size_t term, std::size_t curve) const
    {
        const auto& y = curves(term)->curves()[curve].y;
        return std::size_t(std::max_element(y.begin(), y.end()) - y.begin());
    }
};

double largestDifference(const std::vector<double>& a, const std::vector<double>& b)
{
    double largest = a.size() == b.size() ? 0 : 1e300;
    for (std::size_t i = 0; i < a.size() && i < b.size(); ++i)
        largest = std::max(largest, std::abs(a[i] - b[i]));
    return largest;
}

} // namespace

class LinkingTest : public QObject {
    Q_OBJECT

private slots:
    void draggingOverBinsListsTuplesThatAddUpToTheTensor_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("term");
        QTest::newRow("atoms of water") << "water_bend.extxyz" << 0;
        QTest::newRow("pairs of water") << "water_bend.extxyz" << 1;
        QTest::newRow("triples of water") << "water_bend.extxyz" << 2;
        QTest::newRow("pairs of diamond") << "diamond.extxyz" << 1;
        QTest::newRow("triples of diamond") << "diamond.extxyz" << 2;
    }
    void draggingOverBinsListsTuplesThatAddUpToTheTensor()
    {
        QFETCH(QString, file);
        QFETCH(int, term);
        Desk desk(qPrintable(file));
        QTRY_VERIFY(desk.isReady());
        const auto t = std::size_t(term);
        const std::size_t top = desk.top(t, 0);
        desk.drag(t, 0, top - 2, top + 4);
        QVERIFY(desk.workspace.selection.brush());
        const Brush brush = *desk.workspace.selection.brush();
        QVERIFY(brush.kept && brush.term == term && std::abs(brush.beginBin - int(top - 2)) <= 1
                && std::abs(brush.endBin - int(top + 5)) <= 1);
        QTRY_VERIFY(desk.isReady() && desk.table()->rowCount() > 0);
        const auto& y = desk.curves(t)->curves()[0].y;
        const double value = std::accumulate(y.begin() + brush.beginBin, y.begin() + brush.endBin, 0.0);
        QVERIFY(value > 0);
        QVERIFY2(std::abs(desk.sumOfTable() - value) < 1e-9 * value,
                 qPrintable(QString("%1 %2").arg(desk.sumOfTable(), 0, 'g', 15).arg(value, 0, 'g', 15)));
        QVERIFY2(desk.find<QLabel>("brushedSum")->text().contains("="), qPrintable(desk.find<QLabel>("brushedSum")->text()));
        QVERIFY(!desk.find<QLabel>("brushedDrawn")->text().isEmpty());
        const Overlay& shown = desk.find<TensorHighlight>("tensorHighlight")->shown();
        QCOMPARE(shown.tuples.empty(), term == 0); // atoms get a ring of light
        QCOMPARE(shown.halos.empty(), term != 0);
    }
    void pointingShowsWhatMakesABinUntilTheCursorLeaves()
    {
        Desk desk("water_bend.extxyz");
        QTRY_VERIFY(desk.isReady());
        QTest::mouseMove(desk.curves(1)->canvas(), desk.pixel(1, 1, desk.top(1, 1)));
        QTRY_VERIFY(desk.workspace.selection.brush());
        QVERIFY(!desk.workspace.selection.brush()->kept);
        QTRY_COMPARE(desk.table()->rowCount(), 2); // both hydroxyl bonds
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(desk.curves(1)->canvas(), &leave);
        QVERIFY(!desk.workspace.selection.brush());
        QTRY_COMPARE(desk.table()->rowCount(), 0);
        QVERIFY(desk.find<TensorHighlight>("tensorHighlight")->shown().isEmpty());
    }
    void arrowKeysMoveAndExtendTheBrush()
    {
        Desk desk("water_bend.extxyz");
        QTRY_VERIFY(desk.isReady());
        CurvePlot* plot = desk.curves(2);
        QTest::keyClick(plot, Qt::Key_Right); // begins at the top
        const int top = int(desk.top(2, 0));
        QCOMPARE(desk.workspace.selection.brush()->beginBin, top);
        QTest::keyClick(plot, Qt::Key_Right);
        QTest::keyClick(plot, Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(desk.workspace.selection.brush()->beginBin, top + 1);
        QCOMPARE(desk.workspace.selection.brush()->endBin, top + 3);
        QTest::keyClick(plot, Qt::Key_Left);
        QCOMPARE(desk.workspace.selection.brush()->beginBin, top);
        QCOMPARE(desk.workspace.selection.brush()->endBin, top + 2);
        QTest::keyClick(plot, Qt::Key_Escape);
        QVERIFY(!desk.workspace.selection.brush());
    }
    void controlDragZoomsAndThenAPlainDragStillBrushes()
    {
        Desk desk("water_bend.extxyz");
        QTRY_VERIFY(desk.isReady());
        desk.find<QToolButton>("brushMode")->setChecked(false);
        const std::size_t top = desk.top(2, 0);
        desk.drag(2, 0, top - 20, top + 20);
        QVERIFY(desk.curves(2)->isZoomed());
        QVERIFY(!desk.workspace.selection.brush() || !desk.workspace.selection.brush()->kept);
        desk.drag(2, 0, top - 2, top + 2, Qt::ControlModifier);
        QVERIFY(desk.workspace.selection.brush() && desk.workspace.selection.brush()->kept);
    }
    void aRowShowsOnlyItsTuple()
    {
        Desk desk("small_molecules.extxyz.gz");
        QTRY_VERIFY(desk.isReady());
        const std::size_t top = desk.top(2, 0);
        desk.drag(2, 0, top - 6, top + 6);
        QTRY_VERIFY(desk.isReady() && desk.table()->rowCount() > 2);
        const auto* highlight = desk.find<TensorHighlight>("tensorHighlight");
        QVERIFY(highlight->shown().tuples.size() > 2);
        desk.find<QTableView>("contributionTable")->selectRow(1);
        QCOMPARE(highlight->shown().tuples.size(), 1u);
        const auto& second = desk.workspace.inspector.brushed()->tuples()->contributions.tuples[1];
        QCOMPARE(highlight->shown().tuples[0].sites[1].atom, second.sites[1].atom);
    }
    void theTableIsSavedWhole()
    {
        Desk desk("water_bend.extxyz");
        QTRY_VERIFY(desk.isReady());
        desk.drag(1, 1, desk.top(1, 1) - 1, desk.top(1, 1) + 1);
        QTRY_COMPARE(desk.table()->rowCount(), 2);
        QTemporaryDir folder;
        const auto* panel = desk.find<ContributionsPanel>("contributionsPanel");
        QCOMPARE(panel->saveTo(folder.filePath("c.csv")), QString());
        QFile file(folder.filePath("c.csv"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(file.readAll()), desk.table()->csv());
        QVERIFY(panel->saveTo(folder.filePath("no/c.csv")).contains("cannot be written"));
    }
    void aStructureWithoutTheElementsHasNoTuples()
    {
        Desk desk("crystals.extxyz");
        QTRY_VERIFY(desk.isReady());
        desk.drag(1, 0, desk.top(1, 0) - 1, desk.top(1, 0) + 1);
        QTRY_VERIFY(desk.isReady() && desk.table()->rowCount() > 0);
        const auto& elements = desk.workspace.selection.brush()->species;
        const auto& structures = desk.workspace.session.dataset().value->structures;
        const auto other = std::find_if(structures.begin(), structures.end(), [&](const Structure& structure) {
            return std::find(structure.species.begin(), structure.species.end(), elements[0]) == structure.species.end();
        });
        QVERIFY(other != structures.end());
        desk.workspace.selection.setStructure(int(other - structures.begin()));
        QTRY_VERIFY(desk.isReady());
        QCOMPARE(desk.table()->rowCount(), 0);
        QVERIFY(desk.find<QLabel>("brushedSum")->text().startsWith("No "));
        desk.workspace.selection.setStructure(0);
        QTRY_VERIFY(desk.isReady() && desk.table()->rowCount() > 0);
    }
    void anAtomShowsAllThatInvolvesIt()
    {
        // Each pair has two atoms: the parts of all atoms add up to twice the curve; pairs of images of one atom there are none.
        Desk desk("water_bend.extxyz");
        QTRY_VERIFY(desk.isReady());
        const auto total = desk.curves(1)->curves()[1].y;
        std::vector<double> sum(total.size(), 0.0);
        for (int atom = 0; atom < 3; ++atom) {
            desk.workspace.selection.setAtoms({atom});
            QTRY_VERIFY(desk.isReady());
            for (const auto& part : desk.companions(1).parts)
                if (part.curve == 1)
                    std::transform(sum.begin(), sum.end(), part.y.begin(), sum.begin(), std::plus());
        }
        for (std::size_t i = 0; i < sum.size(); ++i)
            QVERIFY(std::abs(sum[i] - 2 * total[i]) < 1e-10);
        QVERIFY(desk.find<QLabel>("pickedInTensor")->text().contains("involves"));
    }
    void threeAtomsShowTheirOwnAngle()
    {
        Desk desk("water_bend.extxyz");
        QTRY_VERIFY(desk.isReady());
        desk.workspace.selection.setAtoms({0, 1, 2});
        QTRY_VERIFY(desk.isReady());
        QVERIFY(desk.companions(0).parts.empty()); // no single atom, no pair contains all three
        QVERIFY(desk.companions(1).parts.empty());
        for (const auto& part : desk.companions(2).parts) // water has no other triple: the part is the whole
            QVERIFY(largestDifference(part.y, desk.curves(2)->curves()[std::size_t(part.curve)].y) < 1e-10);
        QVERIFY(!desk.companions(2).marks.empty());
        desk.workspace.selection.setAtoms({});
        QTRY_VERIFY(desk.companions(2).parts.empty());
    }
    void aDraggedAtomMovesTheCurvesAndLeavesAGhost()
    {
        Desk desk("small_molecules.extxyz.gz");
        QTRY_VERIFY(desk.isReady());
        Workspace& workspace = desk.workspace;
        const auto valuesOf = [&] {
            std::vector<double> values;
            for (const Curve& curve : desk.curves(1)->curves())
                values.insert(values.end(), curve.y.begin(), curve.y.end());
            return values;
        };
        const auto before = valuesOf();
        const auto first = desk.curves(1)->curves()[1].y; // H-C: the carbon atom that moves leaves H-H as it was
        workspace.editor.beginMove(0);
        for (int n = 1; n <= 20; ++n) {
            workspace.editor.moveBy({0.02 * n, 0.01 * n, 0});
            QTest::qWait(2);
        }
        QTRY_VERIFY(workspace.inspector.isFresh());
        const MbtrTensor live = *workspace.inspector.tensor();
        Progress progress;
        const MbtrTensor full = computeMbtr(*workspace.selection.preview().structure, live.layout, progress);
        QVERIFY(largestDifference(live.flat(), full.flat()) < 1e-10);
        QVERIFY(!desk.companions(1).ghosts.empty());
        QCOMPARE(desk.companions(1).ghosts[0].y, first);
        QVERIFY(valuesOf() != before);
        const int steps = workspace.session.undoStack()->count();
        workspace.editor.finish();
        QCOMPARE(workspace.session.undoStack()->count(), steps + 1);
        QTRY_VERIFY(desk.isReady());
        QVERIFY(desk.companions(1).ghosts.empty());
        QVERIFY(largestDifference(workspace.inspector.tensor()->flat(), full.flat()) < 1e-10);
        workspace.session.undoStack()->undo();
        QTRY_VERIFY(desk.isReady() && valuesOf() == before);
    }
    void theBrushFollowsADraggedAtom()
    {
        Desk desk("water_bend.extxyz");
        QTRY_VERIFY(desk.isReady());
        desk.drag(1, 1, desk.top(1, 1) - 3, desk.top(1, 1) + 3);
        QTRY_VERIFY(desk.isReady());
        desk.workspace.editor.beginMove(1);
        desk.workspace.editor.moveBy({0.05, 0, 0});
        QTRY_VERIFY(desk.isReady());
        const auto tuples = desk.workspace.inspector.brushed()->tuples();
        QCOMPARE(tuples->structure.get(), desk.workspace.selection.preview().structure.get());
        QVERIFY(std::abs(tuples->contributions.total - tuples->value) < 1e-10);
        desk.workspace.editor.cancel();
    }
    void theGradientIsProvenOnScreen_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("molecule") << "small_molecules.extxyz.gz";
        QTest::newRow("crystal") << "diamond.extxyz";
    }
    void theGradientIsProvenOnScreen()
    {
        QFETCH(QString, file);
        Desk desk(qPrintable(file));
        QTRY_VERIFY(desk.isReady());
        desk.drag(1, 0, desk.top(1, 0) + 2, desk.top(1, 0) + 8);
        desk.find<QPushButton>("gradientOn")->click();
        QTRY_VERIFY(desk.isReady() && desk.workspace.inspector.gradient()->gradient());
        const auto answer = desk.workspace.inspector.gradient()->gradient();
        const GradientChecks& checks = answer->checks;
        QVERIFY(checks.slope > 0);
        QVERIFY(checks.sum.norm() < 1e-8 * checks.slope);
        QVERIFY(checks.asymmetry < 1e-8 * checks.slope || !answer->structure->isPeriodic());
        QVERIFY(checks.torque.norm() < 1e-7 * checks.slope || answer->structure->isPeriodic());
        QVERIFY(std::abs(checks.difference / checks.slope - 1) < 1e-3);
        QVERIFY(desk.find<QLabel>("gradientChecks")->text().contains("central difference"));
        const QString text = desk.find<QLabel>("strainxx")->text().replace(QChar(0x2212), QChar(0x2d));
        QVERIFY(!answer->structure->isPeriodic()
                || std::abs(text.toDouble() - answer->gradient.strain(0, 0)) < 1e-3 * std::abs(answer->gradient.strain(0, 0)));
    }
    void whatAmISeeingHasTheNumbersOfTheStructure()
    {
        Desk desk("water_bend.extxyz");
        QTRY_VERIFY(desk.isReady());
        auto* text = desk.window.findChild<TensorPanel*>()->terms()[1]->findChild<QTextBrowser*>("explanation");
        QVERIFY(text && text->isHidden());
        desk.find<QToolButton>("explainTerms")->click();
        QVERIFY(!text->isHidden());
        QTRY_VERIFY2(text->toPlainText().contains("3 atoms (2 H, 1 O); 3 pairs of 2 element combinations"),
                     qPrintable(text->toPlainText()));
        desk.workspace.session.openFiles({MBTR_SOURCE_DIR "/resources/examples/diamond.extxyz"});
        QTRY_VERIFY2(text->toPlainText().contains("The unit cell has"), qPrintable(text->toPlainText()));
    }
    void whatTheCutoffLeavesOutIsHatched()
    {
        Desk desk("small_molecules.extxyz.gz");
        QTRY_VERIFY(desk.isReady());
        auto settings = desk.workspace.session.mbtrSettings();
        settings.terms[1].weighting = {.function = WeightingFunction::InverseSquare, .rCut = 1.25};
        desk.workspace.session.changeMbtrSettings(settings, "r cut");
        QTRY_VERIFY(desk.isReady());
        const auto shades = desk.curves(1)->findChild<CurveShades*>()->shades();
        QCOMPARE(shades.size(), 1);
        QCOMPARE(shades[0].to, 0.8);
        QVERIFY2(desk.curves(1)->title().contains("% of the weight lies beyond r_cut 1.25"), qPrintable(desk.curves(1)->title()));
    }
    void whatLiesOutsideTheGridIsHatchedOnBothSides()
    {
        Desk desk("water_bend.extxyz");
        QTRY_VERIFY(desk.isReady());
        auto settings = desk.workspace.session.mbtrSettings();
        settings.terms[1].grid = {.min = 0.2, .max = 0.9, .n = 100}; // without the bonds
        desk.workspace.session.changeMbtrSettings(settings, "grid");
        QTRY_VERIFY(desk.isReady() && desk.curves(1)->findChild<CurveShades*>()->shades().size() >= 2);
        const auto shades = desk.curves(1)->findChild<CurveShades*>()->shades();
        QCOMPARE(shades[0].to, 0.2);
        QCOMPARE(shades[1].from, 0.9);
        const QCPRange axis = desk.curves(1)->canvas()->xAxis->range();
        QVERIFY(axis.lower < 0.19 && axis.upper > 0.91);
    }
    void playingMakesTheValueGrowAndBecomesOneUndoStep()
    {
        Desk desk("small_molecules.extxyz.gz");
        QTRY_VERIFY(desk.isReady());
        desk.drag(1, 0, desk.top(1, 0) + 2, desk.top(1, 0) + 8);
        desk.find<QPushButton>("gradientOn")->click();
        QTRY_VERIFY(desk.isReady() && desk.workspace.inspector.gradient()->gradient());
        const double before = desk.workspace.inspector.gradient()->gradient()->gradient.value;
        desk.find<QPushButton>("playGradient")->click();
        QTRY_VERIFY(desk.workspace.inspector.gradient()->gradient()
                    && desk.workspace.inspector.gradient()->gradient()->gradient.value > 1.02 * before);
        const int steps = desk.workspace.session.undoStack()->count();
        desk.find<QPushButton>("keepGradient")->click();
        QCOMPARE(desk.workspace.session.undoStack()->count(), steps + 1);
        QVERIFY(!desk.workspace.selection.preview().structure);
        QTRY_VERIFY(desk.isReady());
    }
};

QTEST_MAIN(LinkingTest)
#include "linking_test.moc"
