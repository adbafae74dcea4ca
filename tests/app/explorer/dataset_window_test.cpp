#include "app/explorer/main_window.h"
#include "app/explorer/menus/data_actions.h"
#include "app/explorer/preferences.h"
#include "app/explorer/questions/join_dialog.h"
#include "app/explorer/workspace.h"
#include "core/io/read_dataset.h"
#include "tests/support/temporary_folder.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QTest>
#include <QTimer>
#include <QUndoStack>

using namespace mbtr;
using namespace mbtr::gui;

namespace {

/// Ten water molecules and two lone carbon atoms, "E" -1.5, 0.5, 1.5, .. 10.5 without a unit; m0 and m9 are equal.
std::string twelveStructures()
{
    std::string text;
    for (int i = 0; i < 12; ++i) {
        const std::string comment = "name=m" + std::to_string(i) + " E=" + std::to_string(i - 1) + ".5\n";
        const std::string z = std::to_string(0.9 + 0.02 * (i % 9));
        text += i < 10 ? "3\n" + comment + "O 0 0 0\nH 0 0 " + z + "\nH 0 0.9 0\n" : "1\n" + comment + "C 0 0 0\n";
    }
    return text;
}

struct Desk {
    test::TemporaryFolder folder;
    Workspace workspace;
    Preferences preferences {false};
    MainWindow window {&workspace, preferences};

    Desk()
    {
        window.resize(1366, 768);
        window.show();
        workspace.session.openFiles({QString::fromStdString(folder.write("twelve.xyz", twelveStructures()))});
    }
    template <typename T> T* find(const char* name) const
    {
        auto* child = window.findChild<T*>(name);
        if (!child)
            qFatal("there is no %s", name);
        return child;
    }
    QAbstractItemModel* rows() const { return find<QTableView>("structureTable")->model(); }
    QString count() const { return find<QLabel>("structureCount")->text(); }
    QStringList names() const
    {
        QStringList names;
        for (int row = 0; row < rows()->rowCount(); ++row)
            names << rows()->index(row, 0).data().toString();
        return names;
    }
    void type(const char* text) const
    {
        auto* filter = find<QLineEdit>("structureFilter");
        filter->setFocus();
        filter->selectAll();
        QTest::keyClicks(filter, text);
    }
    /// Opens the dialog of an action and lets `answer` fill it in.
    template <typename Answer> void answerDialog(const char* action, Answer answer) const
    {
        QTimer::singleShot(0, &window, [answer] {
            auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
            if (!dialog)
                qFatal("there is no dialog");
            answer(dialog);
            dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok)->click();
        });
        find<QAction>(action)->trigger();
    }
    const std::vector<int>& subset() const { return workspace.session.subset().value->rows(); }
};

} // namespace

class DatasetWindowTest : public QObject {
    Q_OBJECT

private slots:
    void aConditionChoosesStructuresAndIsOneUndoStep()
    {
        Desk desk;
        QTRY_COMPARE(desk.rows()->rowCount(), 12);
        desk.type("E > 5 and \"O\" in elements");
        QTRY_COMPARE(desk.names(), (QStringList {"m6", "m7", "m8", "m9"}));
        QCOMPARE(desk.count(), QString("4 of 12 structures"));
        QCOMPARE(desk.workspace.session.undoStack()->count(), 1);
    }
    void aWrongConditionSaysWhereAndChangesNothing()
    {
        Desk desk;
        QTRY_COMPARE(desk.rows()->rowCount(), 12);
        desk.type("E > and 3");
        auto* problem = desk.find<QLabel>("filterProblem");
        QVERIFY(problem->isVisible());
        QCOMPARE(problem->text(), QString("at character 5: expected a number, a text in quotes or a name, found 'and'"));
        QTest::qWait(300);
        QCOMPARE(desk.rows()->rowCount(), 12);
        desk.type("E > 3");
        QTRY_VERIFY(!problem->isVisible());
        QTRY_COMPARE(desk.count(), QString("8 of 12 structures"));
        desk.find<QAction>("undoAction")->trigger();
        QTRY_COMPARE(desk.count(), QString("12 structures"));
        QCOMPARE(desk.find<QLineEdit>("structureFilter")->text(), QString());
    }
    void wordsAreCompleted()
    {
        Desk desk;
        QTRY_COMPARE(desk.rows()->rowCount(), 12);
        desk.type("n_at");
        auto* list = QApplication::activePopupWidget();
        QVERIFY(list);
        QTest::keyClick(list, Qt::Key_Down);
        QTest::keyClick(list, Qt::Key_Return);
        QCOMPARE(desk.find<QLineEdit>("structureFilter")->text(), QString("n_atoms"));
    }
    void headersSortAndMissingOnesStayLast()
    {
        Desk desk;
        QTRY_COMPARE(desk.rows()->rowCount(), 12);
        desk.find<QTableView>("structureTable")->sortByColumn(0, Qt::DescendingOrder);
        QTRY_COMPARE(desk.names().first(), QString("m11")); // not m9
        desk.find<QTableView>("structureTable")->sortByColumn(-1, Qt::AscendingOrder);
        QTRY_COMPARE(desk.names().first(), QString("m0"));
    }
    void drawsAndLeavesOutDuplicates()
    {
        Desk desk;
        QTRY_COMPARE(desk.rows()->rowCount(), 12);
        desk.answerDialog("duplicatesAction", [](QDialog*) {});
        QTRY_COMPARE(desk.count(), QString("4 of 12 structures, 8 duplicates left out")); // within 0.05 angstrom
        desk.find<QAction>("allStructuresAction")->trigger();
        QTRY_COMPARE(desk.count(), QString("12 structures"));
        desk.answerDialog("drawRandomAction", [](QDialog* dialog) { dialog->findChild<QSpinBox*>("countField")->setValue(5); });
        QTRY_COMPARE(desk.count(), QString("5 of 12 structures"));
        desk.answerDialog("drawFarthestAction", [](QDialog* dialog) { dialog->findChild<QSpinBox*>("countField")->setValue(2); });
        QTRY_COMPARE(desk.count(), QString("2 of 12 structures"));
        QVERIFY(desk.names().contains("m10")); // nothing is farther from water
    }
    void theUnitOfAPropertyIsStatedConvertedAndKept()
    {
        Desk desk;
        QTRY_COMPARE(desk.rows()->rowCount(), 12);
        Session& session = desk.workspace.session;
        session.changeEdits({StateUnit {"E", "eV"}}, "State the unit of E");
        QTRY_COMPARE(session.dataset().value->find("E")->unit, std::string("eV"));
        auto* menu = desk.find<QMenu>("propertiesMenu");
        emit menu->aboutToShow();
        auto* convert = menu->findChild<QAction*>("convertTo:meV");
        QVERIFY(convert);
        convert->trigger();
        QTRY_COMPARE(session.dataset().value->find("E")->unit, std::string("meV"));
        QCOMPARE(std::get<StructureNumbers>(session.dataset().value->find("E")->values).values[11], 10500.0);
        QCOMPARE(desk.rows()->headerData(3, Qt::Horizontal).toString(), QString("E (meV)"));
        session.undoStack()->undo();
        QTRY_COMPARE(session.dataset().value->find("E")->unit, std::string("eV"));
        session.undoStack()->undo();
        QTRY_COMPARE(session.dataset().value->find("E")->unit, std::string());
    }
    void changedPropertiesChangeWhatAFilterLetsThrough()
    {
        Desk desk;
        QTRY_COMPARE(desk.rows()->rowCount(), 12);
        desk.type("E > 5");
        QTRY_COMPARE(desk.subset().size(), std::size_t(6));
        desk.workspace.session.changeEdits({StateUnit {"E", "eV"}, ConvertUnit {"E", "keV"}}, "Convert");
        QTRY_COMPARE(desk.subset().size(), std::size_t(0));
    }
    void joinsATable()
    {
        Desk desk;
        QTRY_COMPARE(desk.rows()->rowCount(), 12);
        const auto path = QString::fromStdString(desk.folder.write("gaps.csv", "name,gap (eV)\nm3,1.25\nnobody,2\n"));
        desk.find<DataActions>("dataActions")->joinTable(path);
        QString column;
        QTimer answer; // the table is read in the background, and the dialog blocks while it is open
        connect(&answer, &QTimer::timeout, this, [&column] {
            if (auto* dialog = qobject_cast<JoinDialog*>(QApplication::activeModalWidget())) {
                column = dialog->findChild<QComboBox*>("joinColumn")->currentText();
                dialog->accept();
            }
        });
        answer.start(10);
        QTRY_COMPARE(column, QString("name"));
        QTRY_VERIFY(desk.workspace.session.dataset().value->find("gap"));
        QCOMPARE(std::get<StructureNumbers>(desk.workspace.session.dataset().value->find("gap")->values).values[3], 1.25);
        QCOMPARE(desk.workspace.log.messages().size(), std::size_t(2)); // nobody, and 11 without a row
    }
    void exportsTheListInItsOrder()
    {
        Desk desk;
        QTRY_COMPARE(desk.rows()->rowCount(), 12);
        desk.type("E > 7");
        QTRY_COMPARE(desk.rows()->rowCount(), 4);
        desk.find<QTableView>("structureTable")->sortByColumn(3, Qt::DescendingOrder);
        QTRY_COMPARE(desk.names().first(), QString("m11"));
        const std::string path = desk.folder.path("out.extxyz");
        desk.workspace.files.writeSubset(QString::fromStdString(path));
        QTRY_COMPARE(desk.workspace.log.messages().size(), std::size_t(1));
        Progress progress;
        const Dataset written = readFile(path, progress);
        QCOMPARE(written.size(), 4);
        QCOMPARE(written.structures[0].name, std::string("m11"));
        QCOMPARE(written.structures[3].name, std::string("m8"));
    }
    void bothWaysOfSavingOfferTheSameFiles()
    {
        Desk desk;
        QTRY_COMPARE(desk.rows()->rowCount(), 12);
        const auto filtersOf = [&](const char* action) {
            QStringList filters;
            QTimer::singleShot(0, &desk.window, [&filters] {
                if (auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget())) {
                    filters = dialog->nameFilters();
                    dialog->reject();
                }
            });
            desk.find<QAction>(action)->trigger();
            return filters;
        };
        const QStringList subset = filtersOf("exportSubsetAction");
        QVERIFY(subset.size() > 5);
        QVERIFY2(subset.join(' ').contains("POSCAR*"), qPrintable(subset.join(' '))); // a name, not a suffix
        QCOMPARE(filtersOf("saveStructureAction"), subset);
    }
    void trainsOnTheSubset()
    {
        Desk desk;
        QTRY_COMPARE(desk.rows()->rowCount(), 12);
        desk.type("\"O\" in elements");
        QTRY_COMPARE(desk.subset().size(), std::size_t(10));
        auto training = desk.workspace.session.trainingSettings();
        training.target = "E";
        training.split.train = 6;
        training.split.validate = 0;
        training.split.method = SplitMethod::Blocks;
        desk.workspace.session.changeTrainingSettings(training, "Train on six");
        desk.workspace.pipeline.train();
        QTRY_VERIFY(desk.window.findChild<QInputDialog*>("unitDialog")); // the file states none
        desk.window.findChild<QInputDialog*>("unitDialog")->setTextValue("eV");
        desk.window.findChild<QInputDialog*>("unitDialog")->accept();
        QTRY_VERIFY(desk.workspace.session.isFresh(Stage::Model));
        QCOMPARE(desk.workspace.session.model().value->unit, std::string("eV"));
        QCOMPARE(desk.workspace.session.model().value->split.validate, (std::vector<int> {6, 7, 8, 9}));
        QCOMPARE(desk.workspace.session.features().value->values.rows(), Eigen::Index(10));
        QCOMPARE(desk.workspace.session.features().value->layout->species, (std::vector<int> {1, 8})); // no carbon
    }
    void theSubsetEndsWithItsFiles()
    {
        Desk desk;
        QTRY_COMPARE(desk.rows()->rowCount(), 12);
        desk.type("m1");
        QTRY_COMPARE(desk.names(), (QStringList {"m1", "m10", "m11"}));
        desk.workspace.session.openFiles({QString::fromStdString(desk.folder.path("twelve.xyz"))});
        QTRY_COMPARE(desk.rows()->rowCount(), 12);
        QCOMPARE(desk.find<QLineEdit>("structureFilter")->text(), QString());
        desk.find<QAction>("undoAction")->trigger(); // of a document that is gone
        QCOMPARE(desk.rows()->rowCount(), 12);
    }
};

QTEST_MAIN(DatasetWindowTest)
#include "dataset_window_test.moc"
