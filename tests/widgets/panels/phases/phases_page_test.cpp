#include "core/mbtr/presets.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_data.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/jobs/job_list.h"
#include "widgets/panels/phases/binary_plot.h"
#include "widgets/panels/phases/phases_page.h"
#include "widgets/panels/phases/simplex_plot.h"
#include "widgets/plots/series_plot.h"
#include "widgets/work/phases/phase_studies.h"
#include "widgets/work/training/pipeline.h"

#include <QAction>
#include <QClipboard>
#include <QElapsedTimer>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QTest>
#include <algorithm>
#include <cmath>

using namespace mbtr::gui;

namespace {

constexpr int kLong = 60'000; ///< milliseconds, on a busy machine

struct Program {
    JobList jobs;
    Session session;
    Selection selection;
    Pipeline pipeline {&session, &jobs};
    PhaseStudies studies {&session, &jobs};
    PhasesPage page {&session, &selection, &studies};

    explicit Program(const QString& file)
    {
        page.resize(700, 800);
        page.show();
        session.openFiles({file});
    }
    QPushButton* button(const char* name) { return page.findChild<QPushButton*>(name); }
    QString text(const char* name) { return page.findChild<QLabel*>(name)->text(); }
};

QString example(const QString& name)
{
    return QStringLiteral(MBTR_SOURCE_DIR "/resources/examples/") + name;
}

/// A small binary: the compound 2 lies on the hull, 3 above it.
const char* const kBinary = "1\nProperties=species:S:1:pos:R:3 energy=-4.0\nCu 0 0 0\n"
                            "1\nProperties=species:S:1:pos:R:3 energy=-3.0\nAu 0 0 0\n"
                            "2\nProperties=species:S:1:pos:R:3 energy=-7.4\nCu 0 0 0\nAu 0 0 2.6\n"
                            "2\nProperties=species:S:1:pos:R:3 energy=-7.1\nCu 0 0 0\nAu 0 0 2.9\n"
                            "3\nProperties=species:S:1:pos:R:3 energy=-11.2\nCu 0 0 0\nCu 0 0 5\nAu 0 0 2.5\n";

} // namespace

class PhasesPageTest : public QObject {
    Q_OBJECT

    mbtr::test::TemporaryFolder m_folder;

private slots:
    void energiesOfCellsBecomeADiagram()
    {
        m_folder.write("a.extxyz", kBinary);
        Program program(QString::fromStdString(m_folder.path("a.extxyz")));
        QTRY_VERIFY_WITH_TIMEOUT(program.studies.diagram.view(), kLong);
        const auto view = program.studies.diagram.view();
        QCOMPARE(view->dots.size(), 5u);
        // (-7.4 + 4 + 3) / 2 and (-7.1 + 7) / 2, by hand; the mixture of Cu and CuAu at 2/3 Cu is 2/3 of the former.
        QVERIFY(std::abs(view->dots[2].energy + 0.2) < 1e-12);
        QVERIFY(std::abs(view->dots[3].energy + 0.05) < 1e-12);
        QVERIFY(std::abs(view->dots[3].place->aboveHull - 0.15) < 1e-9);
        QCOMPARE(view->dots[2].knowledge, PhaseKnowledge::Stable);
        QCOMPARE(view->dots[3].knowledge, PhaseKnowledge::AboveHull);
        // (-11.2 + 8 + 3) / 3 = -1/15 lies above 2/3 x -0.2
        QVERIFY(std::abs(view->dots[4].place->aboveHull - (2.0 / 3 * 0.2 - 1.0 / 15)) < 1e-9);
        program.selection.setStructure(4);
        QVERIFY2(program.text("phaseStructure").contains(QString::fromUtf8("2/3 CuAu + 1/3 Cu"))
                     || program.text("phaseStructure").contains(QString::fromUtf8("1/3 Cu + 2/3 CuAu")),
                 qPrintable(program.text("phaseStructure")));
    }
    void aClickOnADotChoosesItsStructure()
    {
        m_folder.write("a.extxyz", kBinary);
        Program program(QString::fromStdString(m_folder.path("a.extxyz")));
        QTRY_VERIFY_WITH_TIMEOUT(program.studies.diagram.view(), kLong);
        auto* plot = program.page.findChild<BinaryPlot*>("binaryPlot");
        QVERIFY(QTest::qWaitForWindowExposed(&program.page));
        QTRY_VERIFY(plot->isVisible());
        QTest::qWait(50);
        program.selection.setStructure(0);
        auto* canvas = plot->findChild<QWidget*>("canvas");
        QTest::mouseClick(canvas, Qt::LeftButton, {}, plot->pixelOf(3).toPoint());
        QCOMPARE(program.selection.structure(), 3);
        QVERIFY(plot->csv().startsWith("structure,x_Cu,x_Au,state,formation_energy"));
    }
    void theTableAndTheDiagramShowTheSameStructure()
    {
        m_folder.write("a.extxyz", kBinary);
        Program program(QString::fromStdString(m_folder.path("a.extxyz")));
        QTRY_VERIFY_WITH_TIMEOUT(program.studies.diagram.view(), kLong);
        auto* table = program.page.findChild<QTableView*>("phaseTable");
        QCOMPARE(table->model()->rowCount(), 5);
        emit table->clicked(table->model()->index(2, 0));
        QCOMPARE(program.selection.structure(), 2);
        auto* facets = program.page.findChild<QTableView*>("facetTable");
        QCOMPARE(facets->model()->rowCount(), 2); // Cu + CuAu, CuAu + Au
    }
    void aSearchHidesTheEnergiesAndFindsTheHull()
    {
        Program program(example("copper_palladium.extxyz.gz"));
        QTRY_VERIFY_WITH_TIMEOUT(program.studies.diagram.view(), kLong);
        program.session.changeMbtrSettings(mbtr::preset("alloys"), "alloys");
        program.button("hullStep")->click();
        QTRY_VERIFY_WITH_TIMEOUT(program.studies.search.view() && !program.studies.search.isRunning(), kLong);
        const auto first = program.studies.search.view();
        QCOMPARE(std::ranges::count_if(first->dots, [](const PhaseDot& dot) { return dot.place.has_value(); }), 7); // 2 + 5
        QVERIFY(program.text("phaseState").startsWith("7 of 631"));
        QVERIFY(!first->next.empty());
        program.button("hullToStop")->click();
        QTRY_VERIFY_WITH_TIMEOUT(program.studies.search.course().stoppedAt && !program.studies.search.isRunning(), kLong);
        const HullCourse& course = program.studies.search.course();
        QVERIFY2(*course.stoppedAt < 80, qPrintable(QString::number(*course.stoppedAt)));
        QVERIFY(course.completeAt && *course.completeAt <= *course.stoppedAt);
        QVERIFY(course.rounds.back().hullError < 1e-3);
        QCOMPARE(program.page.findChild<SeriesPlot*>("chancePlot")->series().size(), 1u);
    }
    void twoRulesStandInOnePlot()
    {
        m_folder.write("a.extxyz", kBinary);
        Program program(QString::fromStdString(m_folder.path("a.extxyz")));
        QTRY_VERIFY_WITH_TIMEOUT(program.studies.diagram.view(), kLong);
        program.button("hullStep")->click();
        QTRY_VERIFY_WITH_TIMEOUT(program.studies.search.view() && !program.studies.search.isRunning(), kLong);
        QTRY_VERIFY(program.button("hullKeep")->isEnabled());
        program.button("hullKeep")->click();
        program.button("hullRestart")->click();
        QVERIFY(!program.studies.search.isBegun());
        program.button("hullStep")->click();
        QTRY_VERIFY_WITH_TIMEOUT(program.studies.search.view() && !program.studies.search.isRunning(), kLong);
        QCOMPARE(program.page.findChild<SeriesPlot*>("chancePlot")->series().size(), 2u);
        QCOMPARE(program.studies.search.kept()[0].rounds.size(), program.studies.search.course().rounds.size());
    }
    void aSearchThatIsStoppedGoesOn()
    {
        Program program(example("copper_palladium.extxyz.gz"));
        QTRY_VERIFY_WITH_TIMEOUT(program.studies.diagram.view(), kLong);
        program.session.changeMbtrSettings(mbtr::preset("alloys"), "alloys");
        program.button("hullToEnd")->click();
        QTRY_VERIFY_WITH_TIMEOUT(program.studies.search.course().rounds.size() > 2, kLong);
        QElapsedTimer timer;
        timer.start();
        program.button("hullCancel")->click();
        QTRY_VERIFY(!program.studies.search.isRunning());
        const auto before = program.studies.search.course().rounds;
        program.button("hullStep")->click();
        QTRY_VERIFY_WITH_TIMEOUT(!program.studies.search.isRunning(), kLong);
        const auto& after = program.studies.search.course().rounds;
        QVERIFY2(after.size() > before.size(),
                 qPrintable(QString("%1 %2 %3").arg(after.size()).arg(before.size()).arg(program.studies.search.problem())));
        for (std::size_t i = 0; i < before.size(); ++i)
            QCOMPARE(after[i].picked, before[i].picked);
        int picked = 0;
        for (const auto& round : after)
            picked += static_cast<int>(round.picked.size());
        QCOMPARE(picked, after.back().lookUps); // no round is lost
    }
    void energiesThatAreAskedForComeBack()
    {
        m_folder.write("d.extxyz",
                       "1\nProperties=species:S:1:pos:R:3\nCu 0 0 0\n1\nProperties=species:S:1:pos:R:3\nAu 0 0 0\n"
                       "2\nProperties=species:S:1:pos:R:3\nCu 0 0 0\nAu 0 0 2.6\n");
        Program program(QString::fromStdString(m_folder.path("d.extxyz")));
        QTRY_VERIFY_WITH_TIMEOUT(program.session.isFresh(Stage::Subset) && program.session.subset().value, kLong);
        HullQuestionStudy& questions = program.studies.questions;
        const mbtr::HullEnergies energies {.property = "energy", .perCell = true, .isFormation = false};
        mbtr::HullSearchSettings settings;
        settings.batch = 5;
        const QString folder = QString::fromStdString(m_folder.path("asked"));
        questions.ask(energies, settings, folder);
        QTRY_VERIFY_WITH_TIMEOUT(!questions.isRunning(), kLong);
        QVERIFY2(questions.problem().isEmpty(), qPrintable(questions.problem()));
        QVERIFY(QFile::exists(folder + "/structures.extxyz") && QFile::exists(folder + "/energies.csv"));
        const std::string table = m_folder.write("answers.csv", "id,energy\n0,-4\n1,-3\n2,-7.4\n");
        questions.answer(energies, settings, QString::fromStdString(table));
        QTRY_VERIFY_WITH_TIMEOUT(!questions.isRunning(), kLong);
        QVERIFY2(questions.problem().isEmpty(), qPrintable(questions.problem()));
        QVERIFY(std::abs(questions.view()->dots[2].energy + 0.2) < 1e-12);
        QVERIFY(program.text("phaseState").startsWith("3 of 3 energies known"));
        // Another day.
        questions.clear();
        questions.open(energies, settings, folder);
        QTRY_VERIFY_WITH_TIMEOUT(!questions.isRunning() && questions.view(), kLong);
        QVERIFY(std::abs(questions.view()->dots[2].energy + 0.2) < 1e-12);
        // A table with an unknown id changes nothing.
        questions.answer(energies, settings, QString::fromStdString(m_folder.write("bad.csv", "id,energy\n7,-4\n")));
        QTRY_VERIFY_WITH_TIMEOUT(!questions.problem().isEmpty(), kLong);
        QVERIFY(program.text("phaseProblem").contains("line 2"));
    }
    void structuresThatCannotBeToldApartAreNamed()
    {
        Program program(QString::fromStdString(m_folder.write(
            "d.extxyz", std::string(kBinary) + "2\nProperties=species:S:1:pos:R:3 energy=-7.3\nAu 0 0 2.6\nCu 0 0 0\n")));
        QTRY_VERIFY_WITH_TIMEOUT(program.studies.check.found(), kLong);
        QVERIFY2(program.studies.check.problem().isEmpty(), qPrintable(program.studies.check.problem()));
        const auto& pairs = program.studies.check.found()->pairs;
        QCOMPARE(pairs.size(), std::size_t(1));
        QCOMPARE(pairs[0].a, 2);
        QCOMPARE(pairs[0].b, 5);
        QVERIFY(std::abs(pairs[0].difference - 0.05) < 1e-12); // eV/atom
        auto* table = program.page.findChild<QTableView*>("energyCheckTable");
        QCOMPARE(table->model()->rowCount(), 1);
        table->selectRow(0);
        QCOMPARE(program.selection.structure(), 2);
        QCOMPARE(program.selection.reference(), 5);
        auto settings = program.session.mbtrSettings();
        settings.terms.resize(1);
        program.session.changeMbtrSettings(settings, "another representation");
        QTRY_VERIFY_WITH_TIMEOUT(program.studies.check.found() && program.studies.check.found()->pairs.size() > 1, kLong);
    }
    void aWrongEnergyOfRealDataIsFlagged()
    {
        const std::string file = mbtr::test::realDataFile("crystals/agpd_625.extxyz.gz");
        if (file.empty())
            QSKIP("the real datasets are not here");
        Program program(QString::fromStdString(file));
        QTRY_VERIFY_WITH_TIMEOUT(program.studies.diagram.view(), kLong);
        program.session.changeMbtrSettings(mbtr::preset("alloys"), "alloys");
        QTRY_VERIFY_WITH_TIMEOUT(program.studies.check.isAbout(program.studies.diagram.view()), kLong);
        const auto& found = *program.studies.check.found();
        QCOMPARE(found.pairs.size(), std::size_t(8));
        QVERIFY(!found.doubtful.empty());
        const int worst = found.view->dots[static_cast<std::size_t>(found.doubtful[0].point)].structure;
        QCOMPARE(program.session.dataset().value->structures[static_cast<std::size_t>(worst)].name, std::string("AgPd_0512"));
    }
    void structuresWithoutEnergiesGetASentence()
    {
        m_folder.write("b.extxyz",
                       "1\nProperties=species:S:1:pos:R:3 energy=-4.0\nCu 0 0 0\n"
                       "2\nProperties=species:S:1:pos:R:3 energy=-7.4\nCu 0 0 0\nAu 0 0 2.6\n");
        Program program(QString::fromStdString(m_folder.path("b.extxyz")));
        QTRY_VERIFY_WITH_TIMEOUT(!program.studies.diagram.problem().isEmpty(), kLong);
        QVERIFY2(program.text("phaseProblem").contains("Au"), qPrintable(program.text("phaseProblem")));
        QVERIFY(!program.button("hullStep")->isEnabled());
    }
    void threeElementsAreATriangle()
    {
        const std::string third = "1\nProperties=species:S:1:pos:R:3 energy=-2.0\nPd 0 0 0\n";
        m_folder.write("c.extxyz", kBinary + third);
        Program program(QString::fromStdString(m_folder.path("c.extxyz")));
        QTRY_VERIFY_WITH_TIMEOUT(program.studies.diagram.view(), kLong);
        auto* plot = program.page.findChild<SimplexPlot*>("simplexPlot");
        QTRY_VERIFY(plot->isVisible());
        QTest::qWait(50);
        const QPointF cu = plot->pixelOf(0), au = plot->pixelOf(1), pd = plot->pixelOf(5);
        const double side = std::hypot(cu.x() - au.x(), cu.y() - au.y());
        QVERIFY(std::abs(side - std::hypot(cu.x() - pd.x(), cu.y() - pd.y())) < 0.02 * side);
        plot->setTurn(0, 70);
        QTest::qWait(50);
        QVERIFY(plot->pixelOf(2).y() > plot->pixelOf(3).y()); // the lower energy hangs lower
    }
    void theCommandGivesTheSameNumbers()
    {
        m_folder.write("a.extxyz", kBinary);
        Program program(QString::fromStdString(m_folder.path("a.extxyz")));
        QTRY_VERIFY_WITH_TIMEOUT(program.studies.diagram.view(), kLong);
        program.page.findChild<QAction*>("copyHullCommand")->trigger();
        const QString command = QGuiApplication::clipboard()->text();
        QVERIFY2(command.startsWith("mbtr hull '") && command.contains("--energy 'energy' --per-cell"), qPrintable(command));
    }
};

QTEST_MAIN(PhasesPageTest)
#include "phases_page_test.moc"
