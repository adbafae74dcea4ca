#include "app/explorer/questions/unit_question.h"
#include "tests/support/temporary_folder.h"
#include "widgets/document/session.h"
#include "widgets/jobs/job_list.h"
#include "widgets/work/training/pipeline.h"

#include <QInputDialog>
#include <QTest>

using namespace mbtr;
using namespace mbtr::gui;

namespace {

struct Desk {
    QWidget window;
    Session session;
    JobList jobs;
    Pipeline pipeline {&session, &jobs};
    UnitQuestion question {&session, &pipeline, &window};
    test::TemporaryFolder folder;

    Desk()
    {
        std::string text;
        for (int i = 0; i < 12; ++i)
            text += "2\nProperties=species:S:1:pos:R:3 gap=" + std::to_string(i) + "\nH 0 0 0\nH 0 0 "
                + std::to_string(0.7 + 0.02 * i) + "\n";
        session.openFiles({QString::fromStdString(folder.write("h2.extxyz", text))});
    }
    bool isReady() const { return session.isFresh(Stage::Dataset) && session.isFresh(Stage::Subset); }
    void choose(const std::string& target)
    {
        TrainingSettings settings = session.trainingSettings();
        settings.target = target;
        settings.split.train = 8;
        settings.split.validate = 4;
        session.adoptTrainingSettings(settings);
    }
    QInputDialog* dialog() const { return window.findChild<QInputDialog*>("unitDialog"); }
    std::string unit() const { return session.dataset().value->find("gap")->unit; }
};

} // namespace

class UnitQuestionTest : public QObject {
    Q_OBJECT

private slots:
    void asksOnceAndTrainsWithTheUnit()
    {
        Desk desk;
        QTRY_VERIFY(desk.isReady());
        desk.choose("gap");
        desk.pipeline.train();
        QTRY_VERIFY(desk.dialog());
        QVERIFY(!desk.pipeline.isTraining());
        desk.dialog()->setTextValue("meV");
        desk.dialog()->accept();
        QTRY_VERIFY(desk.session.isFresh(Stage::Model));
        QCOMPARE(desk.unit(), std::string("meV"));
        QCOMPARE(desk.session.model().value->unit, std::string("meV"));
        QTRY_VERIFY(!desk.dialog());
        desk.pipeline.train();
        QVERIFY(desk.pipeline.isTraining());
        QVERIFY(!desk.dialog());
    }
    void aPureNumberIsNotAskedForAgain()
    {
        Desk desk;
        QTRY_VERIFY(desk.isReady());
        desk.choose("gap");
        desk.pipeline.train();
        QTRY_VERIFY(desk.dialog());
        desk.dialog()->setTextValue("(no unit)");
        desk.dialog()->accept();
        QTRY_VERIFY(desk.session.isFresh(Stage::Model));
        QCOMPARE(desk.unit(), std::string());
        QTRY_VERIFY(!desk.dialog());
        desk.pipeline.train();
        QVERIFY(desk.pipeline.isTraining());
    }
    void withoutAnAnswerNothingIsTrained()
    {
        Desk desk;
        QTRY_VERIFY(desk.isReady());
        desk.choose("gap");
        desk.pipeline.train();
        QTRY_VERIFY(desk.dialog());
        desk.dialog()->reject();
        QTRY_VERIFY(!desk.dialog());
        QVERIFY(!desk.pipeline.isTraining());
        QVERIFY(!desk.session.model().value);
    }
};

QTEST_MAIN(UnitQuestionTest)
#include "unit_question_test.moc"
