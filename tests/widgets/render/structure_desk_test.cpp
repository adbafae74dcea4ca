#include "widgets/panels/desk/structure_desk.h"

#include "core/dataset/dataset.h"
#include "tests/support/gl_main.h"
#include "tests/support/small_dataset.h"
#include "tests/support/structures.h"
#include "widgets/document/measurement_list.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/jobs/job_list.h"
#include "widgets/panels/structure/measurement_panel.h"
#include "widgets/panels/structure/structure_panel.h"
#include "widgets/panels/structure/structure_tools.h"
#include "widgets/plots/curve_plot.h"
#include "widgets/render/opengl/gl_surface.h"
#include "widgets/render/view/vtk_view.h"
#include "widgets/work/picture_job.h"
#include "widgets/work/structure_editor.h"
#include "widgets/work/studies/structure_studies.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTableView>
#include <QTemporaryDir>
#include <QUndoStack>

using namespace mbtr;
using namespace mbtr::gui;

/// The user's hand on the real widgets.
class StructureDeskTest : public QObject {
    Q_OBJECT

    struct Document {
        Session session;
        Selection selection;
        JobList jobs;
        StructureEditor editor {&session, &selection, &jobs};
        MeasurementList measurements;
        StructureStudies studies {&session, &jobs};
        PictureJob pictures {&jobs};
    };
    std::unique_ptr<Document> m_document;
    std::unique_ptr<StructureDesk> m_desk;

    VtkView* view() { return m_desk->panel()->view(); }
    Session& session() { return m_document->session; }
    Selection& selection() { return m_document->selection; }
    const Structure& now() { return *session().structure(selection().structure()).structure; }
    template <typename T> T* find(const char* name) { return m_desk->findChild<T*>(name); }
    [[nodiscard]] bool open(std::shared_ptr<const Dataset> dataset)
    {
        session().setDataset({std::move(dataset), session().revision(Stage::Dataset)});
        selection().setStructure(0);
        return QTest::qWaitFor([this] { return view()->surface()->renderCount() > 0; }, 30'000);
    }
    [[nodiscard]] bool open(const Structure& structure)
    {
        auto dataset = std::make_shared<Dataset>();
        dataset->structures = {structure};
        return open(dataset);
    }
    QPoint placeOf(int atom) { return view()->placeOf(atom)->toPoint(); }
    void drag(QPoint from, QPoint to)
    {
        QTest::mousePress(view()->surface(), Qt::LeftButton, {}, from);
        for (int step = 1; step <= 4; ++step) {
            const QPointF at = from + (to - from) * step / 4.0;
            QMouseEvent move(QEvent::MouseMove, at, view()->surface()->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
            QCoreApplication::sendEvent(view()->surface(), &move);
        }
        QTest::mouseRelease(view()->surface(), Qt::LeftButton, {}, to);
    }

private slots:
    void init()
    {
        if (!openGlWidgetsWork())
            QSKIP("no OpenGL");
        m_document = std::make_unique<Document>();
        auto& d = *m_document;
        m_desk = std::make_unique<StructureDesk>(
            StructureDesk::Parts {&d.session, &d.selection, &d.editor, &d.measurements, &d.studies, &d.pictures, &d.jobs});
        m_desk->resize(520, 800);
        view()->setSmooth(false);
        m_desk->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_desk.get()));
    }
    void cleanup()
    {
        m_desk.reset();
        m_document.reset();
    }

    void aPictureThatTakesLongIsAnnounced()
    {
        QVERIFY(open(test::diamond()));
        auto* below = find<QLabel>("structureReadout");
        DisplayOptions options = view()->options();
        options.ranges.to = {30, 30, 30}; // 216 000 atoms
        view()->setOptions(options);
        QVERIFY(view()->isBuilding());
        QTRY_COMPARE(below->text(), QString::fromUtf8("Building the picture…"));
        QTRY_VERIFY_WITH_TIMEOUT(!view()->isBuilding(), 60'000);
        QTRY_VERIFY(!below->text().startsWith("Building"));
    }
    void draggingAnAtomChangesTheStructureInOneStep()
    {
        QVERIFY(open(test::water()));
        view()->look(Axis::Z, AxisEnd::Tip);
        find<QAction>("moveMode")->trigger();
        const Camera before = view()->camera();
        const Eigen::Vector3d from = now().positions.col(1);
        drag(placeOf(1), placeOf(2));
        QVERIFY(session().isEdited(0));
        QCOMPARE(session().undoStack()->count(), 1);
        QVERIFY((now().positions.col(1) - test::water().positions.col(2)).head<2>().norm() < 0.06);
        QVERIFY(view()->camera() == before);
        session().undoStack()->undo();
        QVERIFY((now().positions.col(1) - from).norm() < 1e-12);
    }
    void theTableAndTheViewPickTheSameAtoms()
    {
        QVERIFY(open(test::ethanol()));
        find<QAction>("showAtoms")->trigger();
        auto* table = find<QTableView>("atomTable");
        QVERIFY(table->isVisible());
        QAbstractItemModelTester tester(table->model());
        QTest::mouseClick(view()->surface(), Qt::LeftButton, {}, placeOf(2));
        QCOMPARE(selection().atoms(), (std::vector<int> {2}));
        QCOMPARE(table->selectionModel()->selectedRows().size(), 1);
        QCOMPARE(table->selectionModel()->selectedRows().first().row(), 2);
        QCOMPARE(table->model()->index(2, 1).data().toString(), QString("O"));
        QCOMPARE(table->model()->index(2, 2).data().toString(), QString("-1.1900"));
        const QRect row = table->visualRect(table->model()->index(4, 0));
        QTest::mouseClick(table->viewport(), Qt::LeftButton, Qt::ControlModifier, row.center());
        QCOMPARE(selection().atoms(), (std::vector<int> {2, 4}));
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, row.center());
        QCOMPARE(selection().atoms(), (std::vector<int> {4}));
    }
    void aConditionPicksAndSaysWhatIsWrong()
    {
        QVERIFY(open(test::ethanol()));
        find<QAction>("showAtoms")->trigger();
        auto* condition = find<QLineEdit>("atomCondition");
        QTest::keyClicks(condition, "element == H and x < 0");
        QTest::keyClick(condition, Qt::Key_Return);
        QCOMPARE(selection().atoms(), (std::vector<int> {3}));
        QTest::keyClicks(condition, " and");
        QTest::keyClick(condition, Qt::Key_Return);
        QVERIFY(find<QLabel>("atomConditionProblem")->isVisible());
        QCOMPARE(selection().atoms(), (std::vector<int> {3}));
    }
    void measurementsStayAndAreSavedWithUnits()
    {
        QVERIFY(open(test::water()));
        find<QAction>("showMeasurements")->trigger();
        QVERIFY(!find<QPushButton>("addMeasurement")->isEnabled());
        selection().setAtoms({1, 0, 2});
        find<QPushButton>("addMeasurement")->click();
        selection().setAtoms({0, 1});
        find<QPushButton>("addMeasurement")->click();
        selection().setAtoms({1, 0});
        find<QPushButton>("addMeasurement")->click(); // the same one backwards
        auto* table = find<QTableView>("measurementTable");
        QAbstractItemModelTester tester(table->model());
        QCOMPARE(table->model()->rowCount(), 2);
        QCOMPARE(table->model()->index(1, 2).data().toString(), QString("0.9579"));
        QTemporaryDir folder;
        QCOMPARE(find<MeasurementPanel>("measurementPanel")->saveTo(folder.filePath("m.csv")), QString());
        QFile file(folder.filePath("m.csv"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArrayList lines = file.readAll().split('\n');
        QCOMPARE(lines[0], QByteArray("measure,atoms,value,unit"));
        QVERIFY(lines[1].startsWith("angle,H1-O0-H2,104.4") && lines[1].endsWith(",degree"));
        QVERIFY(lines[2].startsWith("distance,O0-H1,0.957") && lines[2].endsWith(",angstrom"));
        QVERIFY(!find<MeasurementPanel>("measurementPanel")->saveTo("/nowhere/m.csv").isEmpty());
        selection().setAtoms({});
        table->selectRow(0);
        QCOMPARE(selection().atoms(), (std::vector<int> {1, 0, 2}));
        find<QPushButton>("removeMeasurement")->click();
        QCOMPARE(m_document->measurements.count(), 1);
    }
    void curvesFollowAMeasurementOverAllStructures()
    {
        QVERIFY(open(test::smallDataset())); // bonds of 0.9, 0.92, ..
        m_document->measurements.add({0, 1});
        find<QAction>("showCurves")->trigger();
        auto* plot = find<CurvePlot>("measurementPlot");
        QTRY_COMPARE(plot->curves().size(), 1u);
        const Curve& curve = plot->curves().front();
        QCOMPARE(curve.x, (std::vector<double> {0, 1, 2, 3, 4, 5, 6, 7}));
        for (int i = 0; i < 8; ++i)
            QVERIFY(std::abs(curve.y[std::size_t(i)] - 0.9 - 0.02 * i) < 1e-12);
        m_document->measurements.clear();
        QTRY_VERIFY(plot->curves().empty());
    }
    void aSliderChangesADihedralAngleInOneStep()
    {
        QVERIFY(open(test::ethanol()));
        selection().setAtoms({0, 1, 2, 3});
        find<QAction>("showEdit")->trigger();
        auto* slider = find<QSlider>("measureSlider");
        QCOMPARE(std::abs(slider->value()), 360); // 180 degrees in halves
        slider->setSliderDown(true);
        slider->setSliderPosition(100);
        slider->setSliderPosition(120);
        QVERIFY(selection().preview().structure);
        QCOMPARE(session().undoStack()->count(), 0);
        slider->setSliderDown(false);
        QCOMPARE(session().undoStack()->count(), 1);
        QVERIFY(std::abs(dihedralBetween(now(), 0, 1, 2, 3) - 60) < 1e-9);
        find<QPushButton>("revertStructure")->click();
        QVERIFY(!session().isEdited(0));
    }
    void atomsAreAddedAndDeletedByButtons()
    {
        QVERIFY(open(test::water()));
        find<QAction>("showEdit")->trigger();
        QVERIFY(!find<QPushButton>("deleteAtoms")->isEnabled());
        QVERIFY(!find<QPushButton>("makeSupercell")->isEnabled());
        selection().setAtoms({0});
        const Camera before = view()->camera();
        find<QPushButton>("addAtom")->click();
        QCOMPARE(now().species, (std::vector<int> {8, 1, 1, 6}));
        view()->surface()->picture();
        QVERIFY(view()->camera() == before);
        find<QPushButton>("deleteAtoms")->click();
        QCOMPARE(now().species, (std::vector<int> {8, 1, 1}));
    }
    void menusPick()
    {
        QVERIFY(open(test::ethanol()));
        selection().setAtoms({2});
        const auto trigger = [this](const char* name) {
            for (QAction* action : m_desk->tools()->selectMenu()->actions())
                if (action->objectName() == name)
                    action->trigger();
        };
        trigger("selectGrown");
        QCOMPARE(selection().atoms(), (std::vector<int> {1, 2, 3}));
        trigger("selectInverted");
        QCOMPARE(selection().atoms(), (std::vector<int> {0, 4, 5, 6, 7, 8}));
        trigger("selectFragment");
        QCOMPARE(selection().atoms().size(), 9u);
        trigger("selectNone");
        QVERIFY(selection().atoms().empty());
        trigger("selectAll");
        QCOMPARE(selection().atoms().size(), 9u);
        auto* elements = find<QMenu>("selectElement");
        emit elements->aboutToShow();
        elements->actions().at(1)->trigger(); // H, C, O
        QCOMPARE(selection().atoms(), (std::vector<int> {0, 1}));
    }
    void allControlsHaveNamesAndTips()
    {
        for (const char* action : {"showAtoms", "showMeasurements", "showCurves", "showEdit"})
            find<QAction>(action)->trigger();
        for (auto* button : m_desk->findChildren<QPushButton*>()) {
            QVERIFY2(!button->objectName().isEmpty() && !button->toolTip().isEmpty(), qPrintable(button->text()));
            QVERIFY2(!button->accessibleName().isEmpty(), qPrintable(button->objectName()));
        }
    }
};

MBTR_GL_TEST_MAIN(StructureDeskTest)
#include "structure_desk_test.moc"
