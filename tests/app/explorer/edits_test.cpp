// What becomes of edited structures when the window closes, other files open, or files are added.
#include "app/explorer/main_window.h"
#include "app/explorer/menus/file_menu.h"
#include "app/explorer/preferences.h"
#include "app/explorer/workspace.h"
#include "core/io/read_dataset.h"
#include "tests/support/temporary_folder.h"

#include <QAction>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QTableView>
#include <QTest>
#include <QUndoStack>

using namespace mbtr;
using namespace mbtr::gui;

namespace {

const char* kTwo = "3\nname=a energy=-1.5\nO 0 0 0\nH 0 0 0.96\nH 0 0.96 0\n3\nname=b energy=-2.5\nO 0 0 0\nH 0 0 1\nH 0 1 0\n";
const char* kOther = "1\nname=c energy=-3.5\nC 0 0 0\n";

struct Desk {
    test::TemporaryFolder folder;
    Workspace workspace;
    Preferences preferences {false};
    MainWindow window {&workspace, preferences};

    Desk()
    {
        window.resize(1366, 768);
        window.show();
        workspace.session.openFiles({write("two.xyz", kTwo)});
    }
    QString write(const char* name, const char* text) const { return QString::fromStdString(folder.write(name, text)); }
    bool isReady() const { return workspace.session.isFresh(Stage::Dataset) && workspace.session.dataset().value->size() > 0; }
    void addAnAtom() { workspace.editor.addAtom(1); }
    QMessageBox* question() const { return window.findChild<QMessageBox*>("unsavedEdits"); }
    void answer(QMessageBox::StandardButton button) const
    {
        QTest::mouseClick(question()->button(button), Qt::LeftButton);
        QTRY_VERIFY(!question());
    }
    QString cell(int row, int column, int role = Qt::DisplayRole) const
    {
        return window.findChild<QTableView*>("structureTable")->model()->index(row, column).data(role).toString();
    }
    FileMenu* menu() const { return window.findChild<FileMenu*>("fileMenu"); }
};

} // namespace

class EditsTest : public QObject {
    Q_OBJECT

private slots:
    void closingAsksAndForgetsOnlyWhenToldTo()
    {
        Desk desk;
        QTRY_VERIFY(desk.isReady());
        desk.addAnAtom();
        QVERIFY(desk.window.isWindowModified());
        desk.window.close();
        QVERIFY(desk.window.isVisible());
        QVERIFY(desk.question());
        desk.answer(QMessageBox::Cancel);
        QVERIFY(desk.window.isVisible());
        QVERIFY(desk.workspace.session.isEdited(0));
        desk.window.close();
        desk.answer(QMessageBox::Discard);
        QTRY_VERIFY(!desk.window.isVisible());
    }
    void closingWithoutEditsAsksNothing()
    {
        Desk desk;
        QTRY_VERIFY(desk.isReady());
        desk.addAnAtom();
        desk.workspace.session.undoStack()->undo();
        QVERIFY(!desk.window.isWindowModified());
        desk.window.close();
        QVERIFY(!desk.window.isVisible());
    }
    void openingOtherFilesAsks()
    {
        Desk desk;
        QTRY_VERIFY(desk.isReady());
        desk.addAnAtom();
        const QStringList other {desk.write("other.xyz", kOther)};
        desk.menu()->open(other);
        QVERIFY(desk.workspace.session.files() != other);
        desk.answer(QMessageBox::Cancel);
        QVERIFY(desk.workspace.session.files() != other);
        desk.menu()->open(other);
        desk.answer(QMessageBox::Discard);
        QCOMPARE(desk.workspace.session.files(), other);
    }
    void whatStandsInAFileIsNotAskedFor()
    {
        Desk desk;
        QTRY_VERIFY(desk.isReady());
        desk.addAnAtom();
        const std::string path = desk.folder.path("edited.xyz");
        desk.workspace.files.writeEdits(QString::fromStdString(path));
        QTRY_VERIFY(!desk.window.isWindowModified());
        QVERIFY(desk.workspace.session.isEdited(0)); // another than in the opened file
        Progress progress;
        QCOMPARE(readFile(path, progress).structures.at(0).atomCount(), 4);
        desk.addAnAtom(); // what was written is older now
        QVERIFY(desk.window.isWindowModified());
    }
    void whatWaitsForASavedFileHappensOnlyThen()
    {
        Desk desk;
        QTRY_VERIFY(desk.isReady());
        const QStringList other {desk.write("other.xyz", kOther)};
        const auto saveTo = [&](const QString& path) {
            desk.menu()->open(other);
            desk.answer(QMessageBox::Save);
            auto* dialog = desk.window.findChild<QFileDialog*>("saveEdits");
            emit dialog->fileSelected(path);
            static_cast<QDialog*>(dialog)->done(QDialog::Accepted);
            QTRY_VERIFY(!desk.window.findChild<QFileDialog*>("saveEdits"));
        };
        desk.addAnAtom();
        saveTo("/nowhere/edited.xyz");
        QTRY_VERIFY(desk.workspace.log.count(Severity::Error) == 1);
        desk.workspace.files.writeEdits(QString::fromStdString(desk.folder.path("later.xyz")));
        QTRY_VERIFY(!desk.window.isWindowModified());
        QVERIFY(desk.workspace.session.files() != other); // that was another wish
        desk.addAnAtom();
        saveTo(QString::fromStdString(desk.folder.path("edited.xyz")));
        QTRY_COMPARE(desk.workspace.session.files(), other);
    }
    void theListShowsTheEditedStructure()
    {
        Desk desk;
        QTRY_VERIFY(desk.isReady());
        QCOMPARE(desk.cell(0, 0), QString("a"));
        QCOMPARE(desk.cell(0, 2), QString("3"));
        desk.addAnAtom();
        QCOMPARE(desk.cell(0, 0), QString("* a"));
        QCOMPARE(desk.cell(0, 1), QString::fromUtf8("H₃O"));
        QCOMPARE(desk.cell(0, 2), QString("4"));
        QVERIFY(desk.cell(0, 3, Qt::ToolTipRole).contains("edited since"));
        QVERIFY(!desk.cell(1, 3, Qt::ToolTipRole).contains("edited since"));
        desk.workspace.session.undoStack()->undo();
        QCOMPARE(desk.cell(0, 0), QString("a"));
        QCOMPARE(desk.cell(0, 2), QString("3"));
    }
    void theSubsetIsWrittenAsItWasEdited()
    {
        Desk desk;
        QTRY_VERIFY(desk.isReady());
        desk.addAnAtom();
        const std::string path = desk.folder.path("subset.extxyz");
        desk.workspace.files.writeSubset(QString::fromStdString(path));
        QTRY_VERIFY(desk.workspace.jobs.isIdle());
        Progress progress;
        const Dataset written = readFile(path, progress);
        QCOMPARE(written.structures[0].atomCount(), 4);
        const auto& energies = std::get<StructureNumbers>(written.find("energy")->values).values;
        QVERIFY(std::isnan(energies[0])); // that of water
        QCOMPARE(energies[1], -2.5);
    }
    void addedFilesLeaveTheEditsAndTheirUndo()
    {
        Desk desk;
        QTRY_VERIFY(desk.isReady());
        desk.addAnAtom();
        desk.menu()->add({desk.write("other.xyz", kOther)});
        QTRY_VERIFY(desk.isReady() && desk.workspace.session.dataset().value->size() == 3);
        QVERIFY(!desk.question());
        QCOMPARE(desk.cell(0, 2), QString("4"));
        QCOMPARE(desk.cell(2, 0), QString("c"));
        desk.workspace.session.undoStack()->undo();
        QCOMPARE(desk.cell(0, 2), QString("3"));
    }
    void onlyFilesThatGaveStructuresAreRecent()
    {
        test::TemporaryFolder state;
        qputenv("XDG_STATE_HOME", QByteArray::fromStdString(state.path("")));
        qputenv("XDG_CONFIG_HOME", QByteArray::fromStdString(state.path("")));
        Workspace workspace;
        Preferences preferences {true};
        MainWindow window {&workspace, preferences};
        const QString good = QString::fromStdString(state.write("good.xyz", kOther));
        workspace.session.openFiles({good, QString::fromStdString(state.write("bad.xyz", "3\n\nnothing\n"))});
        QTRY_VERIFY(workspace.session.isFresh(Stage::Dataset));
        QCOMPARE(preferences.state("recentFiles").toStringList(), QStringList {good});
    }
    /// The keys act on the window's steps, not on the letters of the field.
    void undoInANumberFieldIsThatOfTheWindow()
    {
        Desk desk;
        QTRY_VERIFY(desk.isReady());
        auto settings = desk.workspace.session.mbtrSettings();
        const double before = settings.terms[1].sigma;
        auto* field = desk.window.findChild<QWidget*>("term2")->findChild<QWidget*>("sigma")->findChild<QLineEdit*>();
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, "0.05");
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(desk.workspace.session.mbtrSettings().terms[1].sigma, 0.05);
        QTest::keyClick(field, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(desk.workspace.session.mbtrSettings().terms[1].sigma, before);
        QCOMPARE(field->text().toDouble(), before);
        QTest::keyClick(field, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(desk.workspace.session.mbtrSettings().terms[1].sigma, 0.05);
        field->selectAll();
        QTest::keyClicks(field, "none"); // no number: only the letters are taken back
        QTest::qWait(200);
        QTest::keyClick(field, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(field->text(), QString("0.05"));
        QCOMPARE(desk.workspace.session.mbtrSettings().terms[1].sigma, 0.05);
    }
    void gridsFollowWhatIsOpenedUntilOneIsTyped()
    {
        Desk desk;
        Session& session = desk.workspace.session;
        QTRY_VERIFY(desk.isReady() && desk.workspace.jobs.isIdle());
        const MbtrSettings usual = session.mbtrSettings();
        const auto isIdle = [&] { return desk.isReady() && desk.workspace.jobs.isIdle(); };
        desk.menu()->open({desk.write("metals.xyz", "1\n\nCu 0 0 0\n1\n\nAu 0 0 0\n")});
        QTRY_VERIFY(isIdle() && session.mbtrSettings() != usual);
        QVERIFY(session.mbtrSettings().terms[0].grid.max > 79 && session.mbtrSettings().terms[0].grid.min < 29);
        QVERIFY(session.mbtrSettings().terms[1].grid == usual.terms[1].grid); // no pairs here
        auto* line = desk.window.findChild<QAbstractButton*>("gridsFollow");
        QVERIFY(line->isVisible() && line->text().contains("k = 1 fitted"));
        desk.menu()->open({desk.write("water.xyz", kTwo)});
        QTRY_VERIFY(isIdle() && session.mbtrSettings() == usual);
        QVERIFY(!line->isVisible());
        desk.menu()->open({desk.write("metals2.xyz", "1\n\nCu 0 0 0\n1\n\nAu 0 0 0\n")});
        QTRY_VERIFY(isIdle() && session.mbtrSettings() != usual);
        session.undoStack()->undo(); // as they were, and so they stay
        QVERIFY(session.mbtrSettings() == usual);
        QVERIFY(line->isVisible() && !line->isChecked());
        line->click();
        QTRY_VERIFY(isIdle() && session.mbtrSettings() != usual);
        MbtrSettings typed = session.mbtrSettings();
        typed.terms[0].grid.n = 321;
        session.changeMbtrSettings(typed, "Bins");
        QVERIFY(!session.modelSettings().gridsFollow);
        desk.menu()->open({desk.write("water2.xyz", kTwo)});
        QTRY_VERIFY(isIdle());
        QVERIFY(session.mbtrSettings() == typed);
    }
};

QTEST_MAIN(EditsTest)
#include "edits_test.moc"
