#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/fields/number_field.h"
#include "widgets/jobs/job_list.h"
#include "widgets/panels/forces/forces_panel.h"
#include "widgets/plots/point_plot.h"
#include "widgets/plots/scatter_plot.h"
#include "widgets/render/pictures/scene_picture.h"
#include "widgets/render/view/vtk_view.h"
#include "widgets/work/forces/force_studies.h"
#include "widgets/work/training/pipeline.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QUndoStack>

using namespace mbtr;
using namespace mbtr::gui;

namespace {

const QString kExamples = QString(MBTR_SOURCE_DIR) + "/resources/examples/";

struct Program {
    Session session;
    Selection selection;
    JobList jobs;
    Pipeline pipeline {&session, &jobs};
    ForceStudies studies {&session, &selection, &jobs};
    VtkView view {&jobs};
    ForcesPanel panel {{&selection, &studies, &view}};
};

} // namespace

class ForcesPanelTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        program = std::make_unique<Program>();
        program->panel.resize(700, 700);
        program->panel.show();
    }

    void saysWhyCrystalsOfManyKindsCannotBeLearnt()
    {
        QVERIFY(open("small_molecules.extxyz.gz"));
        QVERIFY(!button("forcesTrain")->isEnabled());
        QVERIFY(label("forcesModel")->text().startsWith("A force model learns one molecule."));
    }

    void proposesForcesEnergyAndSizes()
    {
        QVERIFY(open("ethanol_dynamics.extxyz.gz"));
        QVERIFY(button("forcesTrain")->isEnabled());
        QCOMPARE(program->panel.findChild<QComboBox*>("forceProperty")->currentText(), QString("forces (eV/Å)"));
        QCOMPARE(program->panel.findChild<QComboBox*>("energyProperty")->currentText(), QString("energy (eV)"));
        QCOMPARE(trainer()->settings().split.train, 200);
        QCOMPARE(trainer()->settings().split.validate, 500);
        QVERIFY(label("forceEstimate")->text().startsWith("Kernel matrix 233 MB")); // 8 (3 x 9 x 200)^2
    }

    void trainsAndShowsErrorsWithUnits()
    {
        QVERIFY(trainSmall());
        const auto training = trainer()->training();
        auto* table = program->panel.findChild<QTableWidget*>("forceErrors");
        QCOMPARE(table->horizontalHeaderItem(0)->text(), QString("Force MAE (eV/Å)"));
        QCOMPARE(table->verticalHeaderItem(1)->text(), QString("Validation (40)"));
        QCOMPARE(table->item(1, 0)->text(), QString::number(training->result.validation.forceMae, 'g', 4));
        QCOMPARE(table->item(2, 0)->text(), QString::number(training->validationBaseline.forceMae, 'g', 4));
        QVERIFY(training->result.validation.forceMae < 0.3 * training->validationBaseline.forceMae);
        QCOMPARE(program->panel.findChild<QTableWidget*>("forceElements")->rowCount(), 3); // H, C, O
    }

    void aDotLeadsToItsAtom()
    {
        QVERIFY(trainSmall());
        auto* parity = program->panel.findChild<ScatterPlot*>("forceParity");
        emit parity->pointClicked(1, 3 * 9 * 2 + 3 * 4 + 1); // third validation geometry, atom 4, y
        QCOMPARE(program->selection.structure(), trainer()->training()->result.split.validate[2]);
        QCOMPARE(program->selection.atoms(), std::vector<int> {4});
    }

    void comparesEnergiesAboutTheirMean()
    {
        QVERIFY(trainSmall());
        const auto& series = program->panel.findChild<ScatterPlot*>("energyParity")->series();
        QCOMPARE(series[1].x.size(), std::size_t(40));
        const auto training = trainer()->training();
        QVERIFY(std::abs((series[1].y[3] - series[1].x[3])
                         - (training->result.validatePredicted[3].energy - training->validation.energies[3]))
                < 1e-9);
        QVERIFY(std::abs(series[0].x[0]) < 5); // eV, of -4200 in all
    }

    void theWorstAtomIsShown()
    {
        QVERIFY(trainSmall());
        auto* worst = program->panel.findChild<QTableWidget*>("worstAtoms");
        QVERIFY(worst->item(0, 2)->text().toDouble() >= worst->item(1, 2)->text().toDouble());
        worst->setCurrentCell(1, 0);
        QCOMPARE(QStringLiteral("structure #%1").arg(program->selection.structure()), worst->item(1, 0)->text());
        QVERIFY(worst->item(1, 1)->text().endsWith(QString::number(program->selection.atoms().front())));
    }

    void errorsOfOtherSettingsAreStale()
    {
        QVERIFY(trainSmall());
        QVERIFY(trainer()->isFresh());
        GdmlTrainingSettings other = trainer()->settings();
        other.length = 12;
        trainer()->changeSettings(other, "x");
        QVERIFY(program->panel.findChild<ScatterPlot*>("forceParity")->isStale());
    }

    void aChangedSettingIsOneStepOfTheEditMenu()
    {
        QVERIFY(open("ethanol_dynamics.extxyz.gz"));
        QCOMPARE(program->session.undoStack()->count(), 0); // what fits the data was adopted
        auto* symmetry = program->panel.findChild<QCheckBox*>("forceSymmetry");
        QVERIFY(symmetry->isChecked());
        symmetry->click();
        QVERIFY(!trainer()->settings().useSymmetry);
        QCOMPARE(program->session.undoStack()->count(), 1);
        program->session.undoStack()->undo();
        QVERIFY(trainer()->settings().useSymmetry);
        QVERIFY(symmetry->isChecked());
    }

    void showsTheSearchAndDoesNotRepeatIt()
    {
        QVERIFY(open("ethanol_dynamics.extxyz.gz"));
        setSizes(20, 30, std::nullopt);
        QTest::mouseClick(button("forcesTrain"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(trainer()->training() && !trainer()->isTraining(), 60'000);
        const auto points = trainer()->searchPoints();
        QVERIFY(points.size() >= 2);
        QCOMPARE(program->panel.findChild<PointPlot*>("forceSearchPlot")->series()[0].x.size(), points.size());
        const double before = trainer()->training()->result.seconds.search;
        trainer()->train();
        QTRY_VERIFY_WITH_TIMEOUT(!trainer()->isTraining(), 60'000);
        QCOMPARE(trainer()->searchPoints().size(), points.size());
        QVERIFY(trainer()->training()->result.seconds.search < 0.2 * before);
    }

    void cancelLeavesTheModel()
    {
        QVERIFY(trainSmall());
        const auto before = trainer()->training();
        setSizes(400, 100, std::nullopt);
        QTest::mouseClick(button("forcesTrain"), Qt::LeftButton);
        QVERIFY(trainer()->isTraining());
        QTest::mouseClick(button("forcesCancel"), Qt::LeftButton);
        QVERIFY(!trainer()->isTraining());
        QCOMPARE(trainer()->training(), before);
        QVERIFY(button("forcesTrain")->isEnabled());
    }

    void comparesErrorsWithAndWithoutSymmetry()
    {
        QVERIFY(trainSmall());
        const auto count = trainer()->model().model->permutations.size();
        auto* table = program->panel.findChild<QTableWidget*>("permutations");
        QCOMPARE(table->rowCount(), static_cast<int>(count) + 1); // and all together
        trainer()->compareSymmetries();
        QTRY_COMPARE_WITH_TIMEOUT(trainer()->symmetries().size(), count + 1, 60'000);
        QCOMPARE(trainer()->symmetries().back().groupSize, count);
        QVERIFY(std::abs(trainer()->symmetries().back().forceMae - trainer()->training()->result.validation.forceMae) < 1e-6);
    }

    void computesALearningCurvePointByPoint()
    {
        QVERIFY(trainSmall());
        program->panel.findChild<QLineEdit*>("curveSizes")->setText("10, 30");
        emit button("curveCompute")->clicked();
        QTRY_COMPARE_WITH_TIMEOUT(trainer()->curve().size(), std::size_t(4), 120'000); // both descriptors
        const auto& series = program->panel.findChild<PointPlot*>("curvePlot")->series();
        QCOMPARE(series[0].x, (std::vector<double> {10, 30}));
        QVERIFY(series[0].y[1] < series[0].y[0]);
        QVERIFY(series[1].y[1] < series[1].y[0]);
    }

    void movesTheMoleculeAndLetsItGo()
    {
        QVERIFY(trainSmall());
        emit button("motionRun")->clicked();
        QVERIFY(program->selection.isPullable());
        QTRY_VERIFY(program->selection.preview().structure);
        const auto start = program->session.structure(0).structure;
        QTRY_VERIFY((program->selection.preview().structure->positions - start->positions).norm() > 0.05);
        QTRY_VERIFY(label("motionText")->text().contains("drifts by"));
        emit button("motionRun")->clicked();
        QVERIFY(!program->selection.preview().structure);
        QVERIFY(!program->selection.isSimulated());
        QVERIFY(!program->session.isEdited(0));
    }

    void theArrowOfAPullGoesWithAMotionThatEndsByItself()
    {
        QVERIFY(trainSmall());
        auto* timestep = program->panel.findChild<NumberField*>("motionTimestep");
        timestep->setValue(100); // fs: the molecule flies apart
        program->panel.findChild<NumberField*>("motionPace")->setValue(2000);
        emit button("motionRun")->clicked();
        emit program->view.dragStarted(0);
        emit program->view.dragged(Eigen::Vector3d(2, 0, 0));
        QVERIFY(!program->view.scenePicture().overlay.vectors.empty());
        QTRY_VERIFY_WITH_TIMEOUT(!label("motionProblem")->text().isEmpty(), 20'000);
        QVERIFY(!program->selection.isSimulated());
        QVERIFY(program->view.scenePicture().overlay.vectors.empty());
    }

    void aStatedUnitLeavesTheTraining()
    {
        QVERIFY(trainSmall());
        const auto before = trainer()->training();
        program->session.changeEdits({StateUnit {"energy", "kcal/mol"}}, "State the unit of energy");
        QTRY_COMPARE(program->session.dataset().value->find("energy")->unit, std::string("kcal/mol"));
        QCOMPARE(trainer()->training(), before);
        QVERIFY(!trainer()->isFresh()); // it was trained with another unit
        QVERIFY(open("ethanol_dynamics.extxyz.gz"));
        QVERIFY(!trainer()->training());
    }

    void relaxesInOneUndoableStep()
    {
        QVERIFY(trainSmall());
        emit button("motionRelax")->clicked();
        QTRY_VERIFY_WITH_TIMEOUT(program->session.isEdited(0), 30'000);
        const auto relaxed = program->session.structure(0).structure;
        QVERIFY(GdmlPredictor(trainer()->model().model).predict(*relaxed).forces.colwise().norm().maxCoeff() < 1.1e-3);
        program->session.undoStack()->undo();
        QVERIFY(!program->session.isEdited(0));
    }

    void listsTheModesAndAnimatesTheChosenOne()
    {
        QVERIFY(trainSmall());
        emit button("modesCompute")->clicked();
        auto* table = program->panel.findChild<QTableWidget*>("modesTable");
        QTRY_COMPARE_WITH_TIMEOUT(table->rowCount(), 27, 60'000);
        const double highest = table->item(20, 0)->text().toDouble();
        QVERIFY(highest > 3200 && highest < 4200); // O-H stretch: 21 vibrations, then what moves the whole
        QVERIFY(table->item(20, 2)->text().startsWith("H8 9"));
        QCOMPARE(table->item(26, 2)->text(), QString("moves or turns the whole"));
        table->setCurrentCell(20, 0);
        QTRY_VERIFY(program->selection.preview().structure);
        QVERIFY(!program->selection.isPullable());
    }

    void savesAndOpensAModel()
    {
        QVERIFY(trainSmall());
        QTemporaryDir folder;
        QSignalSpy saved(trainer(), &ForceTrainer::saved);
        trainer()->save(folder.filePath("ethanol.gdml"));
        QTRY_COMPARE(saved.size(), 1);
        Program other;
        other.studies.trainer.load(folder.filePath("ethanol.gdml"));
        QTRY_VERIFY(other.studies.trainer.model().model);
        QCOMPARE(other.studies.trainer.model().model->length, trainer()->model().model->length);
        QVERIFY(other.panel.findChild<QLabel*>("forcesModel")->text().startsWith("Model of C2H6O"));
        other.studies.trainer.load(folder.filePath("gone.gdml"));
        QTRY_VERIFY(other.panel.findChild<QLabel*>("forcesProblem")->text().contains("gone.gdml"));
    }

private:
    [[nodiscard]] bool open(const char* file)
    {
        program->session.openFiles({kExamples + file});
        const bool isThere = QTest::qWaitFor([this] { return program->session.isFresh(Stage::Dataset); }, 30'000);
        program->selection.setStructure(0);
        return isThere;
    }
    void setSizes(int train, int validate, std::optional<double> length)
    {
        GdmlTrainingSettings settings = trainer()->settings();
        settings.split.train = train;
        settings.split.validate = validate;
        settings.length = length;
        trainer()->changeSettings(settings, "x");
    }
    [[nodiscard]] bool trainSmall()
    {
        if (!open("ethanol_dynamics.extxyz.gz"))
            return false;
        setSizes(60, 40, 20);
        QTest::mouseClick(button("forcesTrain"), Qt::LeftButton);
        return QTest::qWaitFor([this] { return trainer()->training() != nullptr; }, 120'000);
    }
    ForceTrainer* trainer() { return &program->studies.trainer; }
    QPushButton* button(const char* name) { return program->panel.findChild<QPushButton*>(name); }
    QLabel* label(const char* name) { return program->panel.findChild<QLabel*>(name); }

    std::unique_ptr<Program> program;
};

QTEST_MAIN(ForcesPanelTest)

#include "forces_panel_test.moc"
