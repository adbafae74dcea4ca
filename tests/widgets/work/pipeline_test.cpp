#include "tests/support/small_dataset.h"
#include "widgets/document/session.h"
#include "widgets/jobs/job_list.h"
#include "widgets/work/pipeline.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace mbtr;
using namespace mbtr::gui;

namespace {

struct Desk {
    Session session;
    JobList jobs;
    Pipeline pipeline {&session, &jobs};
    QSignalSpy finished {&pipeline, &Pipeline::trainingFinished};

    void open(std::shared_ptr<const Dataset> dataset)
    {
        session.setDataset({std::move(dataset), session.revision(Stage::Dataset)});
    }
    void choose(TrainingSettings settings) { session.changeTrainingSettings(settings, "Choose"); }
};

TrainingSettings sixAndTwo()
{
    TrainingSettings settings;
    settings.target = "energy";
    settings.lambda = 1e-6;
    settings.split.train = 6;
    settings.split.validate = 2;
    return settings;
}

void write(const QString& path, const QByteArray& text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

} // namespace

class PipelineTest : public QObject {
    Q_OBJECT

private slots:
    void readsFilesAsSoonAsTheyChange()
    {
        QTemporaryDir folder;
        write(folder.filePath("water.xyz"), "3\nwater\nO 0 0 0\nH 0.96 0 0\nH -0.24 0.93 0\n");
        Desk desk;
        desk.session.openFiles({folder.filePath("water.xyz")});
        QVERIFY(!desk.session.isFresh(Stage::Dataset));
        QTRY_VERIFY(desk.session.isFresh(Stage::Dataset));
        QCOMPARE(desk.session.dataset().value->size(), 1);
    }

    void aBrokenFileIsAMessageAndTheOthersLoad()
    {
        QTemporaryDir folder;
        write(folder.filePath("good.xyz"), "1\n\nO 0 0 0\n");
        write(folder.filePath("bad.xyz"), "1\n\nO 0 zero 0\n");
        Desk desk;
        desk.session.openFiles({folder.filePath("bad.xyz"), folder.filePath("good.xyz")});
        QTRY_VERIFY(desk.session.isFresh(Stage::Dataset));
        const auto& dataset = *desk.session.dataset().value;
        QCOMPARE(dataset.size(), 1);
        QCOMPARE(dataset.messages.size(), 1u);
        QCOMPARE(dataset.messages[0].severity, Severity::Error);
        QCOMPARE(dataset.messages[0].line, 3L);
    }

    void trainsAModel()
    {
        Desk desk;
        desk.open(test::smallDataset());
        desk.choose(sixAndTwo());
        bool trainsWhenItSaysSo = false;
        connect(&desk.pipeline, &Pipeline::trainingStarted, this, [&] { trainsWhenItSaysSo = desk.pipeline.isTraining(); });
        desk.pipeline.train();
        QVERIFY(trainsWhenItSaysSo);
        QVERIFY(desk.pipeline.isTraining());
        QTRY_COMPARE(desk.finished.size(), 1);
        QCOMPARE(desk.finished[0][0].toString(), QString());
        QVERIFY(!desk.pipeline.isTraining());
        QVERIFY(desk.session.isFresh(Stage::Model));
        const auto& model = *desk.session.model().value;
        QCOMPARE(model.trainPredicted.size(), 6u);
        QVERIFY2(model.validation.max < 0.5, qPrintable(QString::number(model.validation.max))); // targets differ by 1
    }

    void computesFeaturesOnce()
    {
        Desk desk;
        desk.open(test::smallDataset());
        desk.choose(sixAndTwo());
        desk.pipeline.train();
        QTRY_COMPARE(desk.finished.size(), 1);
        const auto features = desk.session.features().value;
        auto settings = sixAndTwo();
        settings.lambda = 1e-3;
        desk.choose(settings);
        QVERIFY(!desk.session.isFresh(Stage::Model));
        desk.pipeline.train();
        QTRY_COMPARE(desk.finished.size(), 2);
        QCOMPARE(desk.session.features().value, features);
        QVERIFY(desk.session.isFresh(Stage::Model));
    }

    void tellsAWrongSettingInASentence()
    {
        Desk desk;
        desk.open(test::smallDataset());
        auto settings = sixAndTwo();
        settings.target = "gap";
        desk.choose(settings);
        desk.pipeline.train();
        QTRY_COMPARE(desk.finished.size(), 1);
        QVERIFY2(desk.finished[0][0].toString().contains("gap"), qPrintable(desk.finished[0][0].toString()));
        QVERIFY(!desk.pipeline.isTraining());
    }

    void tellsThatThereIsNothingToTrainOn()
    {
        Desk desk;
        desk.pipeline.train();
        QCOMPARE(desk.finished.size(), 1);
        QVERIFY(!desk.finished[0][0].toString().isEmpty());
    }

    void aNewerTrainingReplacesARunningOne()
    {
        Desk desk;
        desk.open(test::smallDataset());
        desk.choose(sixAndTwo());
        desk.pipeline.train();
        auto settings = sixAndTwo();
        settings.split.train = 5;
        desk.choose(settings);
        desk.pipeline.train();
        QTRY_VERIFY(desk.session.isFresh(Stage::Model));
        QCOMPARE(desk.finished.size(), 1);
        QCOMPARE(desk.session.model().value->split.train.size(), 5u);
    }

    void aCancelledTrainingLeavesNoModelAndNoProblem()
    {
        Desk desk;
        desk.open(test::smallDataset());
        desk.choose(sixAndTwo());
        desk.pipeline.train();
        desk.pipeline.cancelTraining();
        QCOMPARE(desk.finished.size(), 1);
        QCOMPARE(desk.finished[0][0].toString(), QString());
        QVERIFY(desk.jobs.isIdle());
        QVERIFY(!desk.session.model().value);
    }

    void otherFilesCancelTheTraining()
    {
        Desk desk;
        desk.open(test::smallDataset());
        desk.choose(sixAndTwo());
        desk.pipeline.train();
        desk.session.openFiles({"gone.xyz"});
        QCOMPARE(desk.finished.size(), 1);
        QVERIFY(!desk.pipeline.isTraining());
        QTRY_VERIFY(desk.jobs.isIdle());
    }

    void aModelTrainedWithOlderSettingsIsStale()
    {
        Desk desk;
        desk.open(test::smallDataset());
        desk.choose(sixAndTwo());
        desk.pipeline.train();
        auto settings = sixAndTwo();
        settings.lambda = 1e-3;
        desk.choose(settings);
        QTRY_COMPARE(desk.finished.size(), 1);
        QVERIFY(desk.session.model().value);
        QVERIFY(!desk.session.isFresh(Stage::Model));
    }
};

QTEST_MAIN(PipelineTest)
#include "pipeline_test.moc"
