#include "core/mbtr/presets.h"
#include "tests/support/small_dataset.h"
#include "widgets/document/session.h"
#include "widgets/fields/choice_box.h"
#include "widgets/fields/number_field.h"
#include "widgets/fields/number_slider.h"
#include "widgets/fields/number_spin_box.h"
#include "widgets/fields/species_field.h"
#include "widgets/jobs/job_list.h"
#include "widgets/panels/settings/mbtr_settings_panel.h"
#include "widgets/panels/settings/term_form.h"
#include "widgets/work/grid_fitter.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabWidget>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>
#include <QUndoStack>

using namespace mbtr::gui;

class MbtrSettingsPanelTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        session = std::make_unique<Session>();
        jobs = std::make_unique<JobList>();
        grids = std::make_unique<GridFitter>(session.get(), jobs.get());
        panel = std::make_unique<MbtrSettingsPanel>(session.get(), grids.get());
        panel->resize(640, 260);
        panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(panel.get()));
    }

    void aTypedSigmaReachesTheSessionAndCanBeUndone()
    {
        type(2, "sigma", "0.05");
        QTRY_COMPARE(session->mbtrSettings().terms[1].sigma, 0.05);
        QCOMPARE(session->undoStack()->undoText(), QString("Change sigma of term 2"));
        session->undoStack()->undo();
        QCOMPARE(session->mbtrSettings().terms[1].sigma, 0.02);
        QCOMPARE(number(2, "sigma")->number(), 0.02);
    }

    void severalEditsOfOneFieldAreOneStep()
    {
        type(2, "sigma", "0.05");
        QTRY_COMPARE(session->mbtrSettings().terms[1].sigma, 0.05);
        type(2, "sigma", "0.06");
        QTRY_COMPARE(session->mbtrSettings().terms[1].sigma, 0.06);
        QCOMPARE(session->undoStack()->count(), 1);
    }

    void aDraggedSliderIsOneStep()
    {
        auto* slider = number(2, "sigma")->findChild<NumberSlider*>();
        const double before = session->mbtrSettings().terms[1].sigma;
        for (int position = 700; position <= 900; position += 20)
            slider->setValue(position);
        const double after = session->mbtrSettings().terms[1].sigma;
        QVERIFY2(after > 2 * before && after < 0.3, qPrintable(QString::number(after)));
        QCOMPARE(number(2, "sigma")->number(), after);
        QCOMPARE(session->undoStack()->count(), 1);
        session->undoStack()->undo();
        QCOMPARE(session->mbtrSettings().terms[1].sigma, before);
    }

    void slidersOfAnglesAreInDegrees()
    {
        number(3, "grid.max")->findChild<NumberSlider*>()->setValue(500);
        const double shown = number(3, "grid.max")->number();
        QVERIFY2(shown > 90 && shown < 360, qPrintable(QString::number(shown)));
        QVERIFY(std::abs(*session->mbtrSettings().terms[2].grid.max - shown * 3.141592653589793 / 180) < 1e-12);
    }

    void sigmaUnderTheBinWidthIsToldInWords()
    {
        auto* sentence = number(2, "sigma")->parentWidget()->findChild<QLabel*>("resolution");
        QVERIFY(sentence);
        QVERIFY(sentence->text().isEmpty());
        type(2, "sigma", "0.003");
        QTRY_VERIFY(sentence->text().contains("under the bin width"));
        type(2, "sigma", "0.02");
        QTRY_VERIFY(sentence->text().isEmpty());
    }

    void anglesAreEditedInDegrees()
    {
        type(3, "sigma", "9");
        QTRY_VERIFY(std::abs(session->mbtrSettings().terms[2].sigma - 0.15707963267948966) < 1e-15);
        type(3, "grid.max", "180");
        QTRY_VERIFY(std::abs(session->mbtrSettings().terms[2].grid.max.value_or(0) - 3.141592653589793) < 1e-15);
    }

    void anotherWeightingBringsExactlyItsParameters()
    {
        choose(2, "weighting", static_cast<int>(mbtr::WeightingFunction::InverseSquare));
        QCOMPARE(session->mbtrSettings().terms[1].weighting,
                 (mbtr::Weighting {.function = mbtr::WeightingFunction::InverseSquare}));
        QVERIFY(number(2, "weighting.scale")->isHidden());
        QVERIFY(number(2, "weighting.threshold")->isHidden());
        QVERIFY(!number(2, "weighting.accuracy")->isHidden());
    }

    void everyWeightingThatCanBeChosenIsValidAtOnce()
    {
        int disabled = 0;
        for (const mbtr::GeometryInfo& geometry : mbtr::geometries())
            for (const int k : geometry.orders) {
                choose(2, "k", k);
                choose(2, "geometry", static_cast<int>(geometry.value));
                for (const mbtr::WeightingInfo& weighting : mbtr::weightings()) {
                    if (!existsFor(weighting, k))
                        continue;
                    const bool impossible = !whyImpossible(geometry.value, weighting.value).empty();
                    QCOMPARE(canChoose(2, "weighting", static_cast<int>(weighting.value)), !impossible);
                    disabled += impossible;
                    if (impossible)
                        continue;
                    choose(2, "weighting", static_cast<int>(weighting.value));
                    QVERIFY2(session->mbtrSettings().terms[1].weighting.function == weighting.value, weighting.name.data());
                }
            }
        // sqrt_x and exp_inverse_x with the four geometries that may be negative, three more that jump on the circle
        QCOMPARE(disabled, 11);
    }
    void aDisabledWeightingSaysWhy()
    {
        choose(3, "geometry", static_cast<int>(mbtr::Geometry::Cosine));
        auto* box = form(3)->findChild<ChoiceBox*>("weighting");
        const QString toolTip
            = box->itemData(box->findData(static_cast<int>(mbtr::WeightingFunction::SqrtX)), Qt::ToolTipRole).toString();
        QVERIFY2(toolTip.contains("is not defined where x is negative"), qPrintable(toolTip));
    }
    void choicesAreWordsAndFormulasAndTellTheirNameInFiles()
    {
        const auto* geometry = form(2)->findChild<ChoiceBox*>("geometry");
        QCOMPARE(geometry->currentText(), QString("Inverse distance 1/d"));
        QVERIFY(geometry->toolTip().contains("inverse_distance"));
        QCOMPARE(form(2)->findChild<ChoiceBox*>("weighting")->currentText(), QString("Exponential exp(−s d)"));
        QCOMPARE(form(3)->findChild<ChoiceBox*>("weighting")->currentText(), QString("Exponential exp(−s (p + q + r))"));
        for (const auto* box : panel->findChildren<ChoiceBox*>())
            for (int i = 0; i < box->count(); ++i)
                QVERIFY2(!box->itemText(i).contains('_') && !box->itemText(i).contains('<'), qPrintable(box->itemText(i)));
        const auto* sums = panel->findChild<ChoiceBox*>("normalization");
        QCOMPARE(sums->itemText(1), QString("Euclidean norm"));
        QVERIFY(sums->itemData(1, Qt::ToolTipRole).toString().contains("l2"));
    }
    void anAddedTermOfAnglesIsInWholeDegrees()
    {
        choose(2, "k", 3);
        QCOMPARE(number(2, "sigma")->number(), 3.0);
        QCOMPARE(number(2, "grid.min")->number(), -10.0);
        QCOMPARE(number(2, "grid.max")->number(), 190.0);
    }
    void anotherGeometryReplacesAWeightingWithoutValuesForIt()
    {
        choose(3, "weighting", static_cast<int>(mbtr::WeightingFunction::SqrtX));
        choose(3, "geometry", static_cast<int>(mbtr::Geometry::Cosine));
        QCOMPARE(session->mbtrSettings().terms[2].geometry, mbtr::Geometry::Cosine);
        QCOMPARE(session->mbtrSettings().terms[2].weighting.function, mbtr::WeightingFunction::Exp);
    }
    void aGridMayBeGivenByItsBinWidth()
    {
        QCOMPARE(number(2, "grid.step")->number(), 0.006); // 1.2 / 200
        type(2, "grid.step", "0.01");
        QTRY_COMPARE(session->mbtrSettings().terms[1].grid.step.value_or(0), 0.01);
        QVERIFY(!session->mbtrSettings().terms[1].grid.max);
        QCOMPARE(number(2, "grid.max")->number(), 2.0);
        session->undoStack()->undo();
        QCOMPARE(number(2, "grid.max")->number(), 1.2);
    }
    void elementsAreTypedAndCanBeUndone()
    {
        typeElements("o c, H");
        QCOMPARE(session->mbtrSettings().species.value_or(std::vector<int>()), std::vector<int>({8, 6, 1}));
        QCOMPARE(elements()->text(), QString("O, C, H"));
        QCOMPARE(session->undoStack()->undoText(), QString("Change elements"));
        session->undoStack()->undo();
        QVERIFY(!session->mbtrSettings().species);
        QCOMPARE(elements()->text(), QString());
    }
    void whatIsNoElementIsMarked()
    {
        typeElements("H, Xx");
        QCOMPARE(panel->findChild<SpeciesField*>()->problem(),
                 QString("'Xx' is no element; write symbols such as H, C, O, or auto."));
        QVERIFY(!session->mbtrSettings().species);
        typeElements("H, H");
        QCOMPARE(panel->findChild<SpeciesField*>()->problem(), QString("H stands twice."));
        typeElements("auto");
        QCOMPARE(panel->findChild<SpeciesField*>()->problem(), QString());
    }
    void anEntryOfTheCorrelationSetsItsMirror()
    {
        auto* table = panel->findChild<QTableWidget*>("elementCorrelation");
        QVERIFY(table->isHidden());
        typeElements("H, C, O");
        QVERIFY(!table->isHidden());
        table->item(0, 2)->setText("0.5");
        const std::vector<std::vector<double>> expected {{1, 0, 0.5}, {0, 1, 0}, {0.5, 0, 1}};
        QCOMPARE(session->mbtrSettings().elementCorrelation, expected);
        QCOMPARE(table->item(2, 0)->text(), QString("0.5"));
        table->item(1, 2)->setText("nonsense");
        QCOMPARE(session->mbtrSettings().elementCorrelation, expected);
        QCOMPARE(table->item(1, 2)->text(), QString("0"));
        panel->findChild<QPushButton*>("resetCorrelation")->click();
        QVERIFY(session->mbtrSettings().elementCorrelation.empty());
        session->undoStack()->undo();
        QCOMPARE(session->mbtrSettings().elementCorrelation, expected);
    }
    void otherElementsKeepWhatTheyHaveOfTheCorrelation()
    {
        typeElements("H, C, O");
        panel->findChild<QTableWidget*>("elementCorrelation")->item(0, 2)->setText("0.5");
        typeElements("O, N, H");
        const std::vector<std::vector<double>> expected {{1, 0, 0.5}, {0, 1, 0}, {0.5, 0, 1}};
        QCOMPARE(session->mbtrSettings().elementCorrelation, expected);
        typeElements("");
        QVERIFY(session->mbtrSettings().elementCorrelation.empty());
    }

    void everyGeometryBringsAGridThatFits()
    {
        for (const mbtr::GeometryInfo& geometry : mbtr::geometries()) {
            choose(1, "k", geometry.orders[0]);
            choose(1, "geometry", static_cast<int>(geometry.value));
            QVERIFY2(session->mbtrSettings().terms[0].geometry == geometry.value, geometry.name.data());
        }
    }

    void aCutoffTakesThePlaceOfTheScale()
    {
        type(2, "weighting.r_cut", "6");
        QTRY_COMPARE(session->mbtrSettings().terms[1].weighting.rCut.value_or(0), 6.0);
        QVERIFY(!session->mbtrSettings().terms[1].weighting.scale);
        QVERIFY(!number(2, "weighting.scale")->value());
    }

    void anInvalidCombinationIsMarkedAndChangesNothing()
    {
        const auto before = session->mbtrSettings();
        type(2, "grid.max", "-1");
        QTRY_COMPARE(number(2, "grid.max")->problem(), QString("Must be larger than the lower end of the grid."));
        QCOMPARE(session->mbtrSettings(), before);
        type(2, "grid.min", "-2");
        QTRY_COMPARE(session->mbtrSettings().terms[1].grid.max.value_or(0), -1.0);
        QCOMPARE(session->mbtrSettings().terms[1].grid.min, -2.0);
        QVERIFY(number(2, "grid.max")->problem().isEmpty());
    }

    void anInvalidNumberKeepsTheLastGoodOne()
    {
        type(2, "sigma", "0");
        QTRY_COMPARE(number(2, "sigma")->problem(), QString("Must be larger than 0, is 0."));
        QCOMPARE(session->mbtrSettings().terms[1].sigma, 0.02);
    }

    void aPresetReplacesAllAndEditsMakeItOnesOwn()
    {
        auto* presets = panel->findChild<QComboBox*>("preset");
        QCOMPARE(presets->currentText(), QString("default"));
        presets->setCurrentText("paper-molecules");
        emit presets->activated(presets->currentIndex());
        QCOMPARE(session->mbtrSettings(), mbtr::preset("paper-molecules"));
        QCOMPARE(panel->findChildren<TermForm*>().size(), 3); // the third goes with the next turn of the event loop
        QCOMPARE(number(1, "grid.max")->number(), 1.2); // 0.1 + 100 steps of 0.011
        type(1, "grid.n", "50");
        QTRY_COMPARE(session->mbtrSettings().terms[0].grid.n, 50);
        QVERIFY(std::abs(session->mbtrSettings().terms[0].grid.max.value_or(0) - 1.2) < 1e-12);
        QVERIFY(!session->mbtrSettings().terms[0].grid.step);
        QCOMPARE(presets->currentText(), QString("Own settings"));
    }

    void termsAreAddedAndRemoved()
    {
        panel->findChild<QPushButton*>("addTerm")->menu()->actions()[1]->trigger();
        QCOMPARE(session->mbtrSettings().terms.size(), 4u);
        QCOMPARE(session->mbtrSettings().terms[3].k, 2);
        form(1)->findChild<QToolButton*>("removeTerm")->click();
        QCOMPARE(session->mbtrSettings().terms.size(), 3u);
        QCOMPARE(session->mbtrSettings().terms[0].k, 2);
        session->undoStack()->undo();
        QCOMPARE(session->mbtrSettings().terms.size(), 4u);
    }

    void theLastTermCannotBeRemoved()
    {
        auto settings = mbtr::preset("default");
        settings.terms.resize(1);
        session->changeMbtrSettings(settings, "x");
        QVERIFY(!form(1)->findChild<QToolButton*>("removeTerm")->isEnabled());
    }

    void startsOnPairsAndShowsAllOfThemWithoutScrolling()
    {
        auto* tabs = panel->findChild<QTabWidget*>("settingsTabs");
        QCOMPARE(tabs->tabText(tabs->currentIndex()), QString("k = 2"));
        auto* page = static_cast<QScrollArea*>(tabs->currentWidget());
        QVERIFY2(!page->verticalScrollBar()->isVisible(), qPrintable(QString::number(page->widget()->height())));
    }

    void anAddedTermComesIntoSight()
    {
        panel->findChild<QPushButton*>("addTerm")->menu()->actions()[3]->trigger();
        auto* tabs = panel->findChild<QTabWidget*>("settingsTabs");
        QCOMPARE(tabs->currentIndex(), 3);
        QCOMPARE(tabs->tabText(3), QString("k = 4"));
        QCOMPARE(tabs->tabText(4), QString("All terms"));
    }

    void narrowPanelsHaveOneColumnAndNothingIsCutOff()
    {
        panel->resize(300, 400);
        auto* cutoff = number(2, "weighting.threshold");
        auto* scale = number(2, "weighting.scale");
        QTRY_COMPARE(cutoff->x(), scale->x());
        QVERIFY(cutoff->y() > scale->y());
    }

    void gridsAreFittedToTheDataAsOneStep()
    {
        auto* button = panel->findChild<QPushButton*>("fitGrids");
        QVERIFY(!button->isEnabled());
        session->setDataset({mbtr::test::smallDataset(true), session->revision(Stage::Dataset)}); // water and a carbon atom
        QVERIFY(button->isEnabled());
        button->click();
        QTRY_COMPARE(session->undoStack()->count(), 1);
        QCOMPARE(session->undoStack()->undoText(), QString("Fit grids to data"));
        // H to O with four sigma of 0.2: 0.2 .. 8.8, rounded away to a hundredth
        QVERIFY(std::abs(session->mbtrSettings().terms[0].grid.min - 0.2) < 0.011);
        QVERIFY(std::abs(session->mbtrSettings().terms[0].grid.max.value_or(0) - 8.8) < 0.011);
        QVERIFY(!session->mbtrSettings().species);
        QVERIFY(button->isEnabled());
    }

    void aProblemWithOneFileDoesNotStayForTheNext()
    {
        const auto isTold = [this] {
            for (const auto* label : panel->findChildren<QLabel*>())
                if (label->text() == "no such grid" && !label->isHidden())
                    return true;
            return false;
        };
        emit grids->failed("no such grid");
        QVERIFY(isTold());
        session->openFiles({"other.xyz"});
        QVERIFY(!isTold());
    }

    void everyControlHasANameForScreenReaders()
    {
        for (const auto* field : panel->findChildren<NumberField*>())
            QVERIFY2(!field->accessibleName().isEmpty() && !field->toolTip().isEmpty(), qPrintable(field->objectName()));
        for (const auto* box : panel->findChildren<ChoiceBox*>())
            QVERIFY2(!box->accessibleName().isEmpty() && !box->toolTip().isEmpty(), qPrintable(box->objectName()));
    }

private:
    TermForm* form(int term) const { return panel->findChild<TermForm*>(QString("term%1").arg(term)); }
    NumberField* number(int term, const char* name) const { return form(term)->findChild<NumberField*>(name); }
    void type(int term, const char* name, const QString& text) const
    {
        auto* editor = number(term, name)->findChild<NumberSpinBox*>()->editor();
        editor->selectAll();
        QTest::keyClicks(editor, text);
    }
    QLineEdit* elements() const { return panel->findChild<QLineEdit*>("species"); }
    void typeElements(const QString& text) const
    {
        elements()->setText(text);
        emit elements()->editingFinished();
    }
    bool canChoose(int term, const char* name, int value) const
    {
        const auto* box = form(term)->findChild<ChoiceBox*>(name);
        return box->model()->flags(box->model()->index(box->findData(value), 0)).testFlag(Qt::ItemIsEnabled);
    }
    void choose(int term, const char* name, int value) const
    {
        auto* box = form(term)->findChild<ChoiceBox*>(name);
        box->setCurrentIndex(box->findData(value));
        emit box->activated(box->currentIndex());
    }

    std::unique_ptr<Session> session;
    std::unique_ptr<JobList> jobs;
    std::unique_ptr<GridFitter> grids;
    std::unique_ptr<MbtrSettingsPanel> panel;
};

QTEST_MAIN(MbtrSettingsPanelTest)
#include "mbtr_settings_panel_test.moc"
