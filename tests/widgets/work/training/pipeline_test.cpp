#include "tests/support/small_dataset.h"
#include "widgets/document/session.h"
#include "widgets/jobs/job.h"
#include "widgets/jobs/job_list.h"
#include "widgets/work/training/pipeline.h"

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

[[nodiscard]] bool write(const QString& path, const QByteArray& text)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

} // namespace

class PipelineTest : public QObject {
    Q_OBJECT

private slots:
    void readsFilesAsSoonAsTheyChange()
    {
        QTemporaryDir folder;
        QVERIFY(write(folder.filePath("water.xyz"), "3\nwater\nO 0 0 0\nH 0.96 0 0\nH -0.24 0.93 0\n"));
        Desk desk;
        desk.session.openFiles({folder.filePath("water.xyz")});
        QVERIFY(!desk.session.isFresh(Stage::Dataset));
        QTRY_VERIFY(desk.session.isFresh(Stage::Dataset));
        QCOMPARE(desk.session.dataset().value->size(), 1);
    }

    void aBrokenFileIsAMessageAndTheOthersLoad()
    {
        QTemporaryDir folder;
        QVERIFY(write(folder.filePath("good.xyz"), "1\n\nO 0 0 0\n"));
        QVERIFY(write(folder.filePath("bad.xyz"), "1\n\nO 0 zero 0\n"));
        Desk desk;
        desk.session.openFiles({folder.filePath("bad.xyz"), folder.filePath("good.xyz")});
        QTRY_VERIFY(desk.session.isFresh(Stage::Dataset));
        const auto& dataset = *desk.session.dataset().value;
        QCOMPARE(dataset.size(), 1);
        QCOMPARE(dataset.messages.size(), 1u);
        QCOMPARE(dataset.messages[0].severity, Severity::Error);
        QCOMPARE(dataset.messages[0].line, 3L);
    }

    void whoCancelsTheReadingSeesNothingOfTheFilesBefore()
    {
        QTemporaryDir folder;
        QVERIFY(write(folder.filePath("one.xyz"), "1\n\nO 0 0 0\n"));
        QVERIFY(write(folder.filePath("two.xyz"), "1\n\nO 0 0 0\n1\n\nC 0 0 0\n"));
        Desk desk;
        desk.session.openFiles({folder.filePath("one.xyz")});
        QTRY_VERIFY(desk.session.isFresh(Stage::Dataset));
        desk.session.openFiles({folder.filePath("two.xyz")});
        QCOMPARE(desk.jobs.running().size(), 1);
        desk.jobs.running().first()->cancel();
        QVERIFY(desk.session.dataset().value && desk.session.dataset().value->size() == 0);
        QVERIFY(!desk.session.showsFirstStructures());
        QCOMPARE(desk.session.dataset().value->messages.size(), 1u);
        QVERIFY(desk.session.dataset().value->messages[0].text.find("cancelled") != std::string::npos);
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

    void aModelStaysWhereOnlyTheUnitOfItsTargetIsStated()
    {
        QTemporaryDir folder;
        QByteArray text;
        for (int i = 0; i < 10; ++i)
            text += "2\nProperties=species:S:1:pos:R:3 gap=" + QByteArray::number(i) + "\nH 0 0 0\nH 0 0 "
                + QByteArray::number(0.7 + 0.02 * i) + "\n";
        QVERIFY(write(folder.filePath("h2.extxyz"), text));
        Desk desk;
        desk.session.openFiles({folder.filePath("h2.extxyz")});
        QTRY_VERIFY(desk.session.isFresh(Stage::Subset));
        auto settings = sixAndTwo();
        settings.target = "gap";
        desk.choose(settings);
        desk.pipeline.train();
        QTRY_VERIFY(desk.session.isFresh(Stage::Model));
        const auto before = desk.session.model().value;
        desk.session.changeEdits({StateUnit {"gap", "eV"}}, "State the unit of gap");
        QTRY_VERIFY(desk.session.isFresh(Stage::Dataset) && desk.session.isFresh(Stage::Subset));
        QVERIFY(desk.session.isFresh(Stage::Model));
        QCOMPARE(desk.session.model().value->model, before->model);
        QCOMPARE(desk.session.model().value->unit, std::string("eV"));
        desk.session.changeEdits({StateUnit {"gap", "eV"}, ConvertUnit {"gap", "meV"}}, "Convert gap");
        QTRY_VERIFY(desk.session.isFresh(Stage::Dataset) && desk.session.isFresh(Stage::Subset));
        QVERIFY(!desk.session.isFresh(Stage::Model)); // its errors are those of other numbers
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
