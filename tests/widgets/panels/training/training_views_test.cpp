#include "core/models/cross_validation.h"
#include "core/models/krr.h"
#include "tests/support/temporary_folder.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/jobs/job_list.h"
#include "widgets/panels/explanation/explanation_view.h"
#include "widgets/panels/training/cross_validation_row.h"
#include "widgets/panels/training/learning_curves.h"
#include "widgets/panels/training/map_plot.h"
#include "widgets/panels/training/prediction_line.h"
#include "widgets/panels/training/training_map.h"
#include "widgets/panels/training/trust_view.h"
#include "widgets/plots/series_plot.h"
#include "widgets/work/training/curve_store.h"
#include "widgets/work/training/model_desk.h"
#include "widgets/work/training/pipeline.h"
#include "widgets/work/training/training_studies.h"

#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTableWidget>
#include <QTest>
#include <QTreeWidget>
#include <cmath>
#include <numeric>

using namespace mbtr::gui;

namespace {

struct Program {
    JobList jobs;
    Session session;
    Selection selection;
    Pipeline pipeline {&session, &jobs};
    ModelDesk models {&session, &selection, &jobs};
    TrainingStudies studies {&session, &models, &jobs};
};

} // namespace

class TrainingViewsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QDir(QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + "/mbtr-explorer").removeRecursively();
    }
    void init()
    {
        program = std::make_unique<Program>();
        program->session.openFiles({MBTR_SOURCE_DIR "/resources/examples/water_bend.extxyz"});
        QTRY_VERIFY(program->session.isFresh(Stage::Subset));
        mbtr::TrainingSettings settings;
        settings.target = "energy";
        settings.split.train = 40;
        program->session.adoptTrainingSettings(settings);
        program->selection.setStructure(3);
    }
    void cleanup() { program.reset(); }

    void thePredictionOfTheCurrentStructureFollowsTheModelAndAddsUp()
    {
        PredictionLine line(&program->models);
        ExplanationView view(&program->models, &program->selection, &program->studies.tuples);
        view.resize(500, 600);
        view.show();
        QVERIFY(line.isHidden());
        QVERIFY(train());
        QTRY_VERIFY(program->models.isFresh());
        QVERIFY(line.text().startsWith("Predicted energy: "));
        const auto current = program->models.current();
        const auto& e = *current->explanation;
        const double atoms = std::accumulate(e.atoms.begin(), e.atoms.end(), e.baseline + e.average + e.missing);
        QVERIFY(std::abs(atoms - current->prediction.value) < 1e-6);
        QCOMPARE(view.overlay().scalars->values.size(), 3u);
        auto* tree = view.findChild<QTreeWidget*>("parts");
        QCOMPARE(tree->topLevelItemCount(), 3);
        for (int i = 0; i < 3; ++i) // every group ends at the prediction
            QVERIFY(std::abs(tree->topLevelItem(i)->text(1).toDouble() - current->prediction.value)
                    <= 0.5e-5 * std::abs(current->prediction.value));
    }
    // The block's line = its tuples + the others + what the average structure takes off.
    void theTuplesOfABlockAddUpToIt()
    {
        ExplanationView view(&program->models, &program->selection, &program->studies.tuples);
        view.resize(500, 600);
        view.show();
        QVERIFY(train());
        QTRY_VERIFY(program->models.isFresh());
        auto* tree = view.findChild<QTreeWidget*>("parts");
        const auto pairs = tree->findItems("H-O", Qt::MatchExactly | Qt::MatchRecursive);
        QCOMPARE(pairs.size(), 1);
        const double block = pairs[0]->text(1).toDouble();
        pairs[0]->setExpanded(true);
        QTRY_VERIFY(pairs[0]->childCount() == 3); // two bonds and the average
        double sum = 0;
        for (int i = 0; i < 3; ++i)
            sum += pairs[0]->child(i)->text(1).toDouble();
        QVERIFY2(std::abs(sum - block) < 1e-4 * std::max(1.0, std::abs(pairs[0]->child(2)->text(1).toDouble())),
                 qPrintable(QString::number(sum - block)));
        tree->setCurrentItem(pairs[0]->child(0));
        QCOMPARE(view.overlay().tuples.size(), 1u);
        tree->setCurrentItem(pairs[0]);
        QCOMPARE(view.overlay().tuples.size(), 2u);
    }
    void crossValidationTellsTheErrorsOfItsFolds()
    {
        CrossValidationRow row(&program->session, &program->studies.folds);
        QVERIFY(!row.findChild<QPushButton*>("crossValidate")->isEnabled());
        QVERIFY(train());
        row.findChild<QPushButton*>("crossValidate")->click();
        QTRY_VERIFY_WITH_TIMEOUT(program->jobs.isIdle(), 30000);
        const auto result = program->session.model().value;
        mbtr::Progress progress;
        const auto found = mbtr::crossValidate(*program->session.dataset().value, *program->session.features().value,
                                               result->split.train, result->settings, 5, progress);
        double sum = 0;
        for (const mbtr::Metrics& fold : found.folds)
            sum += fold.rmse;
        const QString text = row.findChild<QLabel*>("crossValidationText")->text();
        QVERIFY2(text.startsWith(QString("RMSE %1 ").arg(sum / 5, 0, 'g', 4)), qPrintable(text));
    }
    void aSavedModelSaysTheSameAfterLoading()
    {
        QVERIFY(train());
        QTRY_VERIFY(program->models.isFresh());
        const double before = program->models.current()->prediction.value;
        const QString path = QString::fromStdString(m_folder.path("model.mbtr"));
        QSignalSpy done(&program->models, &ModelDesk::done);
        program->models.save(path);
        QTRY_COMPARE(done.count(), 1);
        program->models.load(path);
        QTRY_COMPARE(program->models.fileName(), QString("model.mbtr"));
        QTRY_VERIFY(program->models.isFresh());
        QVERIFY(std::abs(program->models.current()->prediction.value - before) < 1e-9);
    }
    void aCellOfTheMapBecomesTheModel()
    {
        TrainingMap map(&program->session, &program->pipeline, &program->studies.map);
        map.findChild<QPushButton*>("mapButton")->click();
        QTRY_VERIFY_WITH_TIMEOUT(program->jobs.isIdle(), 30000);
        auto* plot = map.findChild<MapPlot*>("errorMap");
        emit plot->cellClicked(5, 6); // the middle is the form's own length and lambda
        QTRY_VERIFY(program->session.model().value);
        QVERIFY(program->session.trainingSettings() == program->session.model().value->settings);
    }
    void aLearningCurveHasABandAndAFit()
    {
        LearningCurves curves(&program->studies.curves);
        curves.findChild<QPushButton*>("addCurve")->click();
        QTRY_VERIFY_WITH_TIMEOUT(program->jobs.isIdle(), 30000);
        const auto& series = curves.findChild<SeriesPlot*>("learningPlot")->series();
        QCOMPARE(series.size(), 2u);
        QCOMPARE(series[1].x, (std::vector<double> {20, 40}));
        for (std::size_t i = 0; i < 2; ++i)
            QVERIFY(series[1].low[i] <= series[1].y[i] && series[1].y[i] <= series[1].high[i]);
    }
    void learningCurvesEndWithTheirTargetAndTheirStructures()
    {
        LearningCurves curves(&program->studies.curves);
        const auto& series = curves.findChild<SeriesPlot*>("learningPlot")->series();
        curves.findChild<QPushButton*>("addCurve")->click();
        QTRY_VERIFY_WITH_TIMEOUT(program->jobs.isIdle(), 30000);
        QVERIFY(!series.empty());
        mbtr::TrainingSettings perAtom = program->session.trainingSettings();
        perAtom.perAtom = true;
        program->session.changeTrainingSettings(perAtom, "Change target");
        QVERIFY(series.empty());
        curves.findChild<QPushButton*>("addCurve")->click();
        QTRY_VERIFY_WITH_TIMEOUT(program->jobs.isIdle(), 30000);
        QVERIFY(!series.empty());
        program->session.openFiles({MBTR_SOURCE_DIR "/resources/examples/water_bend.extxyz"});
        QTRY_VERIFY(program->session.isFresh(Stage::Subset));
        QVERIFY(series.empty());
    }
    // The second program finds what the first one has computed.
    void aLearningCurveIsRememberedByTheNextProgram()
    {
        LearningCurves first(&program->studies.curves);
        first.findChild<QPushButton*>("addCurve")->click();
        QTRY_VERIFY_WITH_TIMEOUT(program->jobs.isIdle(), 30000);
        const auto subset = program->session.subset().value;
        const mbtr::gui::CurveStore store(*program->session.dataset().value, subset->rows(), program->session.mbtrSettings(),
                                          program->session.trainingSettings());
        QCOMPARE(store.known().size(), 6u); // two sizes, three repeats
        mbtr::TrainingSettings other = program->session.trainingSettings();
        other.lambda *= 2;
        QVERIFY(mbtr::gui::CurveStore(*program->session.dataset().value, subset->rows(), program->session.mbtrSettings(), other)
                    .known()
                    .empty());
        LearningCurveStudy next(&program->session, &program->jobs); // as the next program has it
        LearningCurves second(&next);
        second.findChild<QPushButton*>("addCurve")->click();
        QTRY_VERIFY_WITH_TIMEOUT(program->jobs.isIdle(), 30000);
        QCOMPARE(store.known().size(), 6u);
        QCOMPARE(second.findChild<SeriesPlot*>("learningPlot")->series()[1].y,
                 first.findChild<SeriesPlot*>("learningPlot")->series()[1].y);
    }
    void anOutlierIsShownWhenItsRowIsClicked()
    {
        TrustView view(&program->session, &program->selection, &program->studies.trust);
        QVERIFY(train());
        QTRY_VERIFY(program->jobs.isIdle());
        auto* table = view.findChild<QTableWidget*>("outliers");
        QCOMPARE(table->rowCount(), 40);
        const auto errorAt = [table](int row) { return std::abs(table->item(row, 3)->text().toDouble()); };
        QVERIFY(errorAt(0) >= errorAt(1) && errorAt(1) >= errorAt(39));
        table->selectRow(0);
        QCOMPARE(program->selection.structure(), table->item(0, 0)->data(Qt::UserRole).toInt());
    }

private:
    [[nodiscard]] bool train()
    {
        QSignalSpy finished(&program->pipeline, &Pipeline::trainingFinished);
        program->pipeline.train();
        return QTest::qWaitFor([&finished] { return finished.count() == 1; }, 30'000) && finished[0][0].toString().isEmpty();
    }

    std::unique_ptr<Program> program;
    mbtr::test::TemporaryFolder m_folder;
};

QTEST_MAIN(TrainingViewsTest)
#include "training_views_test.moc"
