#include "widgets/document/session.h"

#include "core/mbtr/presets.h"

#include <QSignalSpy>
#include <QTest>
#include <QUndoStack>

using namespace mbtr;
using namespace mbtr::gui;

namespace {

MbtrSettings withSigma(MbtrSettings settings, double sigma)
{
    settings.terms.at(0).sigma = sigma;
    return settings;
}

} // namespace

class SessionTest : public QObject {
    Q_OBJECT

private slots:
    void startsWithTheDefaultSettings()
    {
        const Session session;
        QVERIFY(session.mbtrSettings() == preset("default"));
        QVERIFY(!session.isFresh(Stage::Dataset));
    }

    void tellsWhichInputChanged()
    {
        Session session;
        QList<int> changes;
        connect(&session, &Session::inputsChanged, this, [&](Inputs inputs) { changes.append(inputs.toInt()); });
        session.openFiles({"water.xyz"});
        session.changeMbtrSettings(withSigma(session.mbtrSettings(), 0.5), "Change sigma");
        auto training = session.trainingSettings();
        training.lambda = 1e-3;
        session.changeTrainingSettings(training, "Change lambda");
        QCOMPARE(changes, (QList<int> {int(Input::Files), int(Input::Mbtr), int(Input::Training)}));
        QCOMPARE(session.files(), QStringList {"water.xyz"});
        QCOMPARE(session.trainingSettings().lambda, 1e-3);
    }

    void theSameSettingsChangeNothing()
    {
        Session session;
        QSignalSpy changed(&session, &Session::inputsChanged);
        session.changeMbtrSettings(session.mbtrSettings(), "Change sigma");
        QCOMPARE(changed.size(), 0);
        QCOMPARE(session.undoStack()->count(), 0);
    }

    void undoBringsBackWhatWas()
    {
        Session session;
        const MbtrSettings before = session.mbtrSettings();
        session.changeMbtrSettings(withSigma(before, 0.5), "Change sigma");
        session.undoStack()->undo();
        QVERIFY(session.mbtrSettings() == before);
        session.undoStack()->redo();
        QCOMPARE(session.mbtrSettings().terms[0].sigma, 0.5);
    }

    void changesOfOneKnobAreOneStep()
    {
        Session session;
        const MbtrSettings before = session.mbtrSettings();
        session.changeMbtrSettings(withSigma(before, 0.4), "Change sigma");
        session.changeMbtrSettings(withSigma(before, 0.5), "Change sigma");
        session.changeMbtrSettings(withSigma(before, 0.6), "Change sigma of term 2");
        QCOMPARE(session.undoStack()->count(), 2);
        session.undoStack()->undo();
        QCOMPARE(session.mbtrSettings().terms[0].sigma, 0.5);
        session.undoStack()->undo();
        QVERIFY(session.mbtrSettings() == before);
    }

    void changesOfTwoKindsAreTwoSteps()
    {
        Session session;
        session.changeMbtrSettings(withSigma(session.mbtrSettings(), 0.4), "Change");
        auto training = session.trainingSettings();
        training.lambda = 1e-3;
        session.changeTrainingSettings(training, "Change");
        QCOMPARE(session.undoStack()->count(), 2);
    }

    void aKnobTurnedBackLeavesNoStep()
    {
        Session session;
        const MbtrSettings before = session.mbtrSettings();
        session.changeMbtrSettings(withSigma(before, 0.4), "Change sigma");
        session.changeMbtrSettings(before, "Change sigma");
        QCOMPARE(session.undoStack()->count(), 0);
    }

    void aChangeMakesStaleOnlyWhatComesBehindIt()
    {
        Session session;
        session.setDataset({std::make_shared<const Dataset>(), session.revision(Stage::Dataset)});
        session.setFeatures({std::make_shared<const FeatureMatrix>(), session.revision(Stage::Features)});
        session.setModel({std::make_shared<const TrainingResult>(), session.revision(Stage::Model)});
        QVERIFY(session.isFresh(Stage::Dataset) && session.isFresh(Stage::Features) && session.isFresh(Stage::Model));

        auto training = session.trainingSettings();
        training.lambda = 1e-3;
        session.changeTrainingSettings(training, "Change lambda");
        QVERIFY(session.isFresh(Stage::Features) && !session.isFresh(Stage::Model));

        session.changeMbtrSettings(withSigma(session.mbtrSettings(), 0.4), "Change sigma");
        QVERIFY(session.isFresh(Stage::Dataset) && !session.isFresh(Stage::Features));

        session.openFiles({"water.xyz"});
        QVERIFY(!session.isFresh(Stage::Dataset));
        QVERIFY(session.features().value && session.model().value); // shown until there are newer ones
    }

    void aNewDatasetForgetsWhatWasMadeFromTheOldOne()
    {
        Session session;
        session.setFeatures({std::make_shared<const FeatureMatrix>(), 0});
        session.setModel({std::make_shared<const TrainingResult>(), 0});
        QList<Stage> stages;
        connect(&session, &Session::resultChanged, this, [&](Stage stage) {
            stages.append(stage);
            QVERIFY(!session.features().value && !session.model().value); // from the first signal on
        });
        session.setDataset({std::make_shared<const Dataset>(), 0});
        QCOMPARE(stages, (QList<Stage> {Stage::Dataset, Stage::Subset, Stage::Features, Stage::Model}));
    }
};

QTEST_MAIN(SessionTest)
#include "session_test.moc"
