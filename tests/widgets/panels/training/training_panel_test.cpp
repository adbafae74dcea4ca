#include "core/models/krr.h"
#include "tests/support/small_dataset.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/fields/choice_box.h"
#include "widgets/fields/number_field.h"
#include "widgets/fields/number_spin_box.h"
#include "widgets/fields/number_text.h"
#include "widgets/jobs/job_list.h"
#include "widgets/panels/training/training_panel.h"
#include "widgets/plots/scatter_plot.h"
#include "widgets/work/training/model_desk.h"
#include "widgets/work/training/pipeline.h"
#include "widgets/work/training/training_studies.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>
#include <QUndoStack>
#include <cmath>
#include <qcustomplot.h>

using namespace mbtr::gui;

class TrainingPanelTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        program = std::make_unique<Program>();
        program->panel.resize(900, 600);
        program->panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&program->panel));
    }

    void saysWhatToDoWhileThereIsNothing()
    {
        QCOMPARE(program->panel.findChild<QLabel*>("empty")->text(),
                 QString("Open a file whose structures have a property to learn."));
        QVERIFY(!button("trainButton")->isEnabled());
    }

    // The table lists the least error first; taken is what it does not beat by more than noise. A row that is chosen becomes the
    // model.
    void aRowOfTheSearchBecomesTheModel()
    {
        QVERIFY(open());
        program->panel.findChild<QCheckBox*>("searchSigmas")->setChecked(false);
        button("searchButton")->click();
        QTRY_VERIFY_WITH_TIMEOUT(program->session.isFresh(Stage::Model), 30'000);
        QCOMPARE(program->session.undoStack()->undoText(), QString("Search length and lambda"));
        auto* table = program->panel.findChild<QTableWidget*>("searchTable");
        QVERIFY(table->rowCount() > 10);
        const auto lambdaAt = [table](int row) { return table->item(row, 2)->text(); };
        const double taken = std::log2(program->session.trainingSettings().lambda);
        QVERIFY(lambdaAt(0).mid(2).toDouble() <= taken);
        bool isListed = false;
        for (int row = 0; row < table->rowCount(); ++row)
            isListed |= lambdaAt(row) == QString("2^%1").arg(taken, 0, 'g', 4);
        QVERIFY(isListed);
        emit table->cellActivated(5, 0);
        QTRY_VERIFY_WITH_TIMEOUT(program->session.isFresh(Stage::Model), 30'000);
        QCOMPARE(lambdaAt(5), QString("2^%1").arg(std::log2(program->session.model().value->model->lambda), 0, 'g', 4));
    }

    void proposesAnEnergyAndFourFifthsToTrainWithoutAnUndoStep()
    {
        QVERIFY(open());
        QCOMPARE(program->session.trainingSettings().target, std::string("energy"));
        QCOMPARE(program->session.trainingSettings().split.train, program->session.dataset().value->size() * 4 / 5);
        QCOMPARE(program->session.undoStack()->count(), 0);
        QVERIFY(program->panel.findChild<QComboBox*>("target")->currentText().startsWith("energy (eV)"));
        QVERIFY(button("trainButton")->isEnabled());
        QTRY_VERIFY(program->panel.findChild<QLabel*>("estimate")->text().contains("kernel matrix"));
    }

    void editsReachTheSession()
    {
        QVERIFY(open());
        type("length", "2^1.5");
        QTRY_COMPARE(lengthOf(program->session.trainingSettings().kernel), 2.8284271247461903);
        type("lambda", "1e-9");
        QTRY_COMPARE(program->session.trainingSettings().lambda, 1e-9);
        auto* kernel = program->panel.findChild<ChoiceBox*>("kernel");
        kernel->setCurrentText("laplacian");
        emit kernel->activated(kernel->currentIndex());
        QCOMPARE(program->session.trainingSettings().kernel, mbtr::Kernel(mbtr::LaplacianKernel {2.8284271247461903}));
        program->session.undoStack()->undo();
        QCOMPARE(kernel->currentText(), QString("gaussian"));
    }

    void theLinearKernelHasNoLength()
    {
        QVERIFY(open());
        auto* kernel = program->panel.findChild<ChoiceBox*>("kernel");
        kernel->setCurrentText("linear");
        emit kernel->activated(kernel->currentIndex());
        QVERIFY(program->panel.findChild<NumberField*>("length")->isHidden());
    }

    void trainsAndShowsErrorsWithUnits()
    {
        QVERIFY(train());
        const auto result = program->session.model().value;
        auto* table = program->panel.findChild<QTableWidget*>("metrics");
        QCOMPARE(table->horizontalHeaderItem(0)->text().simplified(), QString("RMSE (eV)"));
        QCOMPARE(table->horizontalHeaderItem(3)->text(), QString("R²"));
        QCOMPARE(table->item(1, 0)->text(), QString::number(result->validation.rmse, 'g', 4));
        QCOMPARE(plot()->xText().text(), QString("reference (eV)"));
        QCOMPARE(plot()->series()[0].x.size(), result->split.train.size());
        QCOMPARE(plot()->series()[1].y, result->validatePredicted);
    }

    void aClickOnAPointShowsItsStructure()
    {
        QVERIFY(train());
        const int last = static_cast<int>(plot()->series()[1].x.size()) - 1;
        // Neighbours may lie closer than the reach of a click: alone on the screen the point is the nearest.
        plot()->setShown(0, false);
        QTest::mouseClick(plot()->canvas(), Qt::LeftButton, {}, plot()->pixelOf(1, last).toPoint());
        const auto& validate = program->session.model().value->split.validate;
        QVERIFY(std::find(validate.begin(), validate.end(), program->selection.structure()) != validate.end());
        QCOMPARE(validate[static_cast<std::size_t>(plot()->currentIndex())], program->selection.structure());
    }

    void ringsTheCurrentStructure()
    {
        QVERIFY(train());
        const int structure = program->session.model().value->split.train[3];
        program->selection.setStructure(structure);
        QCOMPARE(plot()->currentSeries(), 0);
        QCOMPARE(plot()->currentIndex(), 3);
    }

    void tellsWhatIsPredictedForTheCurrentStructure()
    {
        QVERIFY(train());
        const auto result = program->session.model().value;
        program->selection.setStructure(result->split.validate[2]);
        const QString text = program->panel.findChild<QLabel*>("currentPrediction")->text();
        // As many digits as show the error, too.
        const double predicted = result->validatePredicted[2], reference = result->validateReference[2];
        const double resolution = std::abs(predicted - reference) / 100;
        QVERIFY2(text.contains("(validation): predicted " + distinctText(predicted, resolution) + " eV"), qPrintable(text));
        QVERIFY2(text.contains("reference " + distinctText(reference, resolution) + " eV"), qPrintable(text));
    }

    void nothingGivenForValidationMeansAllOthers()
    {
        QVERIFY(open()); // 61 structures, 48 train
        auto* validate = program->panel.findChild<NumberField*>("validate");
        QVERIFY(!validate->value());
        QCOMPARE(validate->findChild<NumberSpinBox*>()->editor()->placeholderText(), QString("others (13)"));
        type("validate", "5");
        QTRY_COMPARE(program->session.trainingSettings().split.validate, 5);
        program->session.undoStack()->undo();
        QVERIFY(!validate->value());
    }

    // Structures without a value and elements that never trained are said; a result of equal targets has no R².
    void saysWhatMakesErrorsLookWrong()
    {
        auto dataset = std::make_shared<mbtr::Dataset>(*mbtr::test::smallDataset(true));
        auto& values = std::get<mbtr::StructureNumbers>(dataset->properties.front().values).values;
        values.assign(9, 0.1);
        values[2] = std::nan("");
        program->session.setDataset({dataset, program->session.revision(Stage::Dataset)});
        mbtr::TrainingSettings settings = program->session.trainingSettings();
        settings.split = {.train = 5, .method = mbtr::SplitMethod::Blocks};
        program->session.changeTrainingSettings(settings, "test");
        QCOMPARE(program->panel.findChild<QLabel*>("sizes")->text(),
                 QString("5 of 8 structures train, 3 validate. Left out, as the target has no value for them: 1."));
        button("trainButton")->click();
        QTRY_VERIFY_WITH_TIMEOUT(program->session.isFresh(Stage::Model), 30'000);
        const QString summary = program->panel.findChild<QLabel*>("trainingSummary")->text();
        QVERIFY2(summary.contains("No structure that trains holds C"), qPrintable(summary));
        QVERIFY2(summary.contains("1 of 9 structures have no value of 'energy'"), qPrintable(summary));
        QCOMPARE(program->panel.findChild<QTableWidget*>("metrics")->item(1, 3)->text(), QString::fromUtf8("–"));
    }

    void aLengthNobodyChoseFitsTheFeatures()
    {
        QVERIFY(train());
        const double proposed = lengthOf(program->session.trainingSettings().kernel);
        QVERIFY2(proposed != 8 && std::round(2 * std::log2(proposed)) == 2 * std::log2(proposed),
                 qPrintable(QString::number(proposed)));
        QVERIFY(program->session.model().value->validation.r2 > 0.99);
        QCOMPARE(program->session.undoStack()->count(), 0);
        type("length", "3");
        QTRY_COMPARE(lengthOf(program->session.trainingSettings().kernel), 3.0);
        button("trainButton")->click();
        QTRY_VERIFY(program->session.isFresh(Stage::Model));
        QCOMPARE(lengthOf(program->session.model().value->settings.kernel), 3.0);
    }

    void theSearchSetsSigmasLengthAndLambdaInOneStepAndTrains()
    {
        QVERIFY(open());
        const auto before = program->session.trainingSettings();
        button("searchButton")->click();
        QVERIFY(!button("trainButton")->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(program->session.isFresh(Stage::Model), 30'000);
        QCOMPARE(program->session.undoStack()->count(), 1);
        QCOMPARE(program->session.undoStack()->undoText(), QString("Search sigmas, length and lambda"));
        QVERIFY(program->session.trainingSettings().lambda != before.lambda);
        QCOMPARE(program->session.model().value->settings, program->session.trainingSettings());
        QVERIFY2(program->session.model().value->validation.r2 > 0.99,
                 qPrintable(QString::number(program->session.model().value->validation.r2, 'g', 9)));
        program->session.undoStack()->undo();
        QCOMPARE(program->session.trainingSettings(), before);
    }

    void aRowOfTheSearchIsOneStep()
    {
        QVERIFY(open());
        button("searchButton")->click();
        QTRY_VERIFY_WITH_TIMEOUT(program->session.isFresh(Stage::Model), 60'000);
        QCOMPARE(program->session.undoStack()->count(), 1);
        const auto mbtr = program->session.mbtrSettings();
        const auto training = program->session.trainingSettings();
        auto* table = program->panel.findChild<QTableWidget*>("searchTable");
        // A row whose length, lambda and sigmas all differ from what was found.
        int row = 1;
        while (row + 1 < table->rowCount()
               && (table->item(row, 2)->text() == table->item(0, 2)->text()
                   || table->item(row, 3)->text() == table->item(0, 3)->text()))
            ++row;
        emit table->cellActivated(row, 0);
        QVERIFY(program->session.mbtrSettings() != mbtr && program->session.trainingSettings() != training);
        QCOMPARE(program->session.undoStack()->count(), 2);
        program->session.undoStack()->undo();
        QCOMPARE(program->session.mbtrSettings(), mbtr);
        QCOMPARE(program->session.trainingSettings(), training);
    }

    void changedInputsGreyTheResult()
    {
        QVERIFY(train());
        QVERIFY(!plot()->isStale());
        type("lambda", "1e-3");
        QTRY_VERIFY(plot()->isStale());
        QVERIFY(program->panel.findChild<QLabel*>("trainingSummary")->text().startsWith("Settings have changed"));
        program->session.undoStack()->undo();
        button("trainButton")->click();
        QTRY_VERIFY(!plot()->isStale());
    }

    void aFailureIsASentenceInPlace()
    {
        QVERIFY(open());
        auto settings = program->session.trainingSettings();
        settings.split.train = 100'000;
        program->session.changeTrainingSettings(settings, "x");
        button("trainButton")->click();
        auto* problem = button("trainButton")->parentWidget()->findChild<QLabel*>("problem", Qt::FindDirectChildrenOnly);
        QVERIFY(problem);
        QTRY_VERIFY(problem->isVisible());
        QVERIFY2(problem->text().contains("100000"), qPrintable(problem->text()));
        QVERIFY(button("trainButton")->isEnabled());
    }

    void canBeCancelled()
    {
        QVERIFY(open());
        QSignalSpy finished(&program->pipeline, &Pipeline::trainingFinished);
        button("trainButton")->click();
        QVERIFY(button("cancelButton")->isEnabled());
        QVERIFY(!button("trainButton")->isEnabled());
        button("cancelButton")->click();
        QTRY_COMPARE(finished.size(), 1);
        QTRY_VERIFY(button("trainButton")->isEnabled());
        QVERIFY(!program->session.model().value);
    }

private:
    struct Program {
        Session session;
        Selection selection;
        JobList jobs;
        Pipeline pipeline {&session, &jobs};
        ModelDesk models {&session, &selection, &jobs};
        TrainingStudies studies {&session, &models, &jobs};
        TrainingPanel panel {&session, &selection, &pipeline, &studies};
    };

    [[nodiscard]] bool open()
    {
        program->session.openFiles({MBTR_SOURCE_DIR "/resources/examples/water_bend.extxyz"});
        return QTest::qWaitFor([this] { return program->session.isFresh(Stage::Dataset); }, 30'000);
    }
    [[nodiscard]] bool train()
    {
        if (!open())
            return false;
        button("trainButton")->click();
        const bool isTrained = QTest::qWaitFor([this] { return program->session.isFresh(Stage::Model); }, 30'000);
        QTest::qWait(50); // for the queued replot, so that points have their pixels
        return isTrained;
    }
    QPushButton* button(const char* name) const { return program->panel.findChild<QPushButton*>(name); }
    ScatterPlot* plot() const { return program->panel.findChild<ScatterPlot*>(); }
    void type(const char* name, const QString& text) const
    {
        auto* editor = program->panel.findChild<NumberField*>(name)->findChild<NumberSpinBox*>()->editor();
        editor->selectAll();
        QTest::keyClicks(editor, text);
    }

    std::unique_ptr<Program> program;
};

QTEST_MAIN(TrainingPanelTest)
#include "training_panel_test.moc"
