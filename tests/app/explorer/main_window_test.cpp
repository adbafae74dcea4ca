#include "app/explorer/main_window.h"
#include "app/explorer/preferences.h"
#include "app/explorer/workspace.h"
#include "tests/support/test_data.h"
#include "widgets/jobs/latest_job.h"
#include "widgets/theme/theme.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QScreen>
#include <QSet>
#include <QSignalSpy>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeView>
#include <QUndoStack>
#include <thread>

using namespace mbtr;
using namespace mbtr::gui;

namespace {

const QString kWaterBend = QString(MBTR_SOURCE_DIR) + "/resources/examples/water_bend.extxyz"; // 61 structures
const QStringList kNothing;

struct Desk {
    Workspace workspace;
    Preferences preferences {false};
    MainWindow window {&workspace, preferences};

    explicit Desk(const QStringList& files = {kWaterBend})
    {
        window.resize(1366, 768);
        window.show();
        if (!files.isEmpty())
            workspace.session.openFiles(files);
    }
    template <typename T> T* find(const char* name) const
    {
        auto* child = window.findChild<T*>(name);
        if (!child)
            qFatal("there is no %s", name);
        return child;
    }
    QTableView* table() const { return find<QTableView>("structureTable"); }
    int rows() const { return table()->model()->rowCount(); }
};

QString writeFile(const QTemporaryDir& folder, const QString& name, const QByteArray& text)
{
    QFile file(folder.filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? file.fileName() : QString();
}

/// What Qt puts into its own widgets: the line of a spin box, the arrows of a tab bar.
bool isPartOfQt(const QWidget* widget)
{
    const auto* parent = widget->parentWidget();
    return widget->objectName().startsWith("qt_") || qobject_cast<const QAbstractSpinBox*>(parent)
        || qobject_cast<const QTabBar*>(parent) || qobject_cast<const QLineEdit*>(parent)
        || widget->inherits("QTableCornerButton") || (parent && parent->objectName() == "qt_toolbar_ext_button");
}

} // namespace

class MainWindowTest : public QObject {
    Q_OBJECT

private slots:
    void opensFilesAndShowsTheFirstStructure()
    {
        Desk desk;
        QTRY_COMPARE(desk.rows(), 61);
        QCOMPARE(desk.workspace.selection.structure(), 0);
        QCOMPARE(desk.table()->currentIndex().row(), 0);
        QCOMPARE(desk.find<QLabel>("structureCount")->text(), QString("61 structures"));
        QCOMPARE(desk.find<QLabel>("summary")->text(), QString("61 structures — 3 atoms of H O"));
        QVERIFY(desk.window.windowTitle().startsWith("water_bend.extxyz"));
        QTRY_VERIFY(desk.workspace.inspector.isFresh());
        QTRY_VERIFY(desk.workspace.jobs.isIdle());
    }

    void theCurrentRowIsTheCurrentStructure()
    {
        Desk desk;
        QTRY_COMPARE(desk.rows(), 61);
        desk.table()->setFocus();
        QTest::keyClick(desk.table(), Qt::Key_Down);
        QCOMPARE(desk.workspace.selection.structure(), 1);
        desk.workspace.selection.setStructure(42);
        QCOMPARE(desk.table()->currentIndex().row(), 42);
    }

    void theCurrentRowFollowsSortingAndFiltering()
    {
        Desk desk;
        QTRY_COMPARE(desk.rows(), 61);
        desk.workspace.selection.setStructure(60);
        desk.table()->sortByColumn(0, Qt::DescendingOrder);
        QTRY_COMPARE(desk.table()->model()->index(0, 0).data().toString(), QString("water, 180 degrees"));
        QCOMPARE(desk.workspace.selection.structure(), 60);
        const QString name = desk.table()->currentIndex().siblingAtColumn(0).data().toString();
        auto* filter = desk.find<QLineEdit>("structureFilter");
        filter->setText(name);
        QTRY_COMPARE(desk.rows(), 1);
        QCOMPARE(desk.find<QLabel>("structureCount")->text(), QString("1 of 61 structures"));
        filter->setText("no such thing");
        QTRY_COMPARE(desk.rows(), 0);
        QCOMPARE(desk.workspace.selection.structure(), 60); // what one looks at stays
        filter->clear();
        QTRY_COMPARE(desk.rows(), 61);
        QCOMPARE(desk.table()->currentIndex().siblingAtColumn(0).data().toString(), name);
    }

    void undoTakesBackAChangeOfSettings()
    {
        Desk desk;
        auto* undo = desk.find<QAction>("undoAction");
        QVERIFY(!undo->isEnabled());
        const auto before = desk.workspace.session.mbtrSettings();
        auto settings = before;
        settings.terms[0].sigma *= 2;
        desk.workspace.session.changeMbtrSettings(settings, "Change sigma");
        QVERIFY(undo->isEnabled());
        undo->trigger();
        QVERIFY(desk.workspace.session.mbtrSettings() == before);
        desk.find<QAction>("redoAction")->trigger();
        QVERIFY(desk.workspace.session.mbtrSettings() == settings);
    }

    void droppedFilesAreOpened()
    {
        Desk desk(kNothing);
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(kWaterBend)});
        QDragEnterEvent enter(QPoint(600, 400), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&desk.window, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(600, 400), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&desk.window, &drop);
        QTRY_COMPARE(desk.rows(), 61);
    }

    void aBrokenFileIsAMessageAndNoBox()
    {
        QTemporaryDir folder;
        Desk desk({writeFile(folder, "broken.xyz", "2\n\nO 0 0 0\nH 0 zero 0\n"), kWaterBend});
        QTRY_COMPARE(desk.rows(), 61);
        auto* messages = desk.find<QTreeView>("messageTable");
        QVERIFY(messages->isVisible());
        QCOMPARE(messages->model()->rowCount(), 1);
        QCOMPARE(messages->model()->index(0, 1).data().toString(), QString("broken.xyz"));
        QCOMPARE(messages->model()->index(0, 2).data().toString(), QString("4"));
        QCOMPARE(desk.find<QToolButton>("messageCount")->text(), QString("1 error"));
        QVERIFY(!QApplication::activeModalWidget());
        desk.workspace.session.openFiles({kWaterBend});
        QTRY_VERIFY(!messages->isVisible());
    }

    void aBrokenSettingsFileIsAMessageAndChangesNothing()
    {
        QTemporaryDir folder;
        Desk desk(kNothing);
        const auto before = desk.workspace.session.mbtrSettings();
        QVERIFY(!desk.workspace.openSettings(writeFile(folder, "bad.json", "{\"terms\": 3}")).isEmpty());
        QCOMPARE(desk.workspace.log.count(Severity::Error), 1);
        QVERIFY(desk.workspace.session.mbtrSettings() == before);
    }

    void savedSettingsAreReadBack()
    {
        QTemporaryDir folder;
        Desk desk(kNothing);
        auto settings = desk.workspace.session.mbtrSettings();
        settings.terms[0].sigma = 0.123;
        desk.workspace.session.changeMbtrSettings(settings, "Change sigma");
        desk.workspace.saveSettings(folder.filePath("settings.json"));
        desk.workspace.session.undoStack()->undo();
        QCOMPARE(desk.workspace.openSettings(folder.filePath("settings.json")), QString());
        QVERIFY(desk.workspace.session.mbtrSettings() == settings);
    }

    void settingsThatCannotBeSavedAreAMessage()
    {
        Desk desk(kNothing);
        desk.workspace.saveSettings("/nowhere/settings.json");
        QCOMPARE(desk.workspace.log.count(Severity::Error), 1);
    }

    void pagesAreOneKeyAway()
    {
        Desk desk;
        auto* pages = desk.find<QStackedWidget>("pages");
        QCOMPARE(pages->currentIndex(), 0);
        desk.find<QAction>("page2Action")->trigger();
        QCOMPARE(pages->currentIndex(), 2);
        desk.window.showPage(Page::Explore);
        QCOMPARE(pages->currentIndex(), 0);
        QCOMPARE(desk.find<QAction>("page2Action")->shortcut(), QKeySequence("Ctrl+3"));
    }

    void everythingFitsASmallWindow()
    {
        Desk desk;
        QTRY_COMPARE(desk.rows(), 61);
        QTRY_VERIFY(desk.workspace.jobs.isIdle());
        for (int page = 0; page < 4; ++page) {
            desk.window.showPage(static_cast<Page>(page));
            for (auto* tabs : desk.window.findChildren<QTabWidget*>())
                for (int tab = 0; tab < tabs->count(); ++tab) {
                    tabs->setCurrentIndex(tab);
                    QCoreApplication::processEvents();
                    const QSize least = desk.window.minimumSizeHint();
                    QVERIFY2(least.width() <= 1024 && least.height() <= 700,
                             qPrintable(QString("page %1, %2, tab %3: %4 x %5")
                                            .arg(page)
                                            .arg(tabs->objectName())
                                            .arg(tab)
                                            .arg(least.width())
                                            .arg(least.height())));
                }
            desk.window.resize(1024, 700);
            QCOMPARE(desk.window.size(), QSize(1024, 700));
        }
    }

    void theFirstWindowLeavesRoomForItsFrame()
    {
        Workspace workspace;
        const Preferences preferences {false};
        const MainWindow window {&workspace, preferences};
        QVERIFY(window.height() <= window.screen()->availableSize().height() - 40);
    }

    void compareGivesTheListItsWidthBack()
    {
        Desk desk;
        QTRY_COMPARE(desk.rows(), 61);
        auto* columns = desk.find<QSplitter>("columns");
        columns->setSizes({400, 400, 560});
        const QList<int> before = columns->sizes();
        QVERIFY(before[0] > 350);
        desk.window.showPage(Page::Compare);
        QVERIFY(columns->sizes()[0] < before[0]);
        desk.window.showPage(Page::Explore);
        QVERIFY(std::abs(columns->sizes()[0] - before[0]) <= 2);
    }

    void aTermIsChosenOnceForPlotAndSettings()
    {
        Desk desk;
        QTRY_VERIFY(desk.workspace.inspector.isFresh());
        auto* plots = desk.find<QTabBar>("termTabs");
        auto* settings = desk.find<QTabWidget>("settingsTabs");
        settings->setCurrentIndex(2);
        QCOMPARE(plots->currentIndex(), 2);
        plots->setCurrentIndex(0);
        QCOMPARE(settings->currentIndex(), 0);
        settings->setCurrentIndex(settings->count() - 1); // what is common to all terms
        QCOMPARE(plots->currentIndex(), 0);
    }

    void filesOfSeveralFoldersNameTheirFolder()
    {
        QTemporaryDir folder;
        QDir(folder.path()).mkdir("first");
        QDir(folder.path()).mkdir("second");
        Desk desk({writeFile(folder, "first/a.xyz", "1\nname=a\nH 0 0 0\n"),
                   writeFile(folder, "second/b.xyz", "1\nname=b\nO 0 0 0\n")});
        QTRY_COMPARE(desk.rows(), 2);
        const auto* model = desk.table()->model();
        int column = 0;
        while (column < model->columnCount() && model->headerData(column, Qt::Horizontal).toString() != "folder")
            ++column;
        QCOMPARE(model->index(1, column).data().toString(), QString("second"));
        desk.find<QLineEdit>("structureFilter")->setText("second");
        QTRY_COMPARE(desk.rows(), 1);
        QCOMPARE(model->index(0, 0).data().toString(), QString("b"));
    }

    void aCancelledTensorSaysSoAndIsTriedAgain()
    {
        Desk desk(kNothing);
        desk.workspace.session.openFiles({kWaterBend});
        QTRY_COMPARE(desk.rows(), 61);
        auto* retry = desk.find<QAbstractButton>("retryTensor");
        for (int i = 0; !desk.workspace.inspector.wasCancelled() && i < 100; ++i) {
            desk.workspace.selection.setStructure(1 + i % 60);
            const QList<Job*> running = desk.workspace.jobs.running(); // cancelling changes the list
            for (Job* job : running)
                if (job->title() == "Computing the tensor")
                    job->cancel();
        }
        QVERIFY(desk.workspace.inspector.wasCancelled());
        QVERIFY(retry->isVisible());
        QVERIFY(desk.workspace.inspector.problem().contains("cancelled"));
        QTest::mouseClick(retry, Qt::LeftButton);
        QTRY_VERIFY(desk.workspace.inspector.isFresh());
        QVERIFY(!retry->isVisible());
    }

    void themesChangeThePalette()
    {
        Desk desk(kNothing);
        desk.find<QAction>("darkThemeAction")->trigger();
        QVERIFY(isDark());
        desk.find<QAction>("lightThemeAction")->trigger();
        QVERIFY(!isDark());
    }

    void everyExampleOpens_data()
    {
        QTest::addColumn<QString>("file");
        for (const auto& example : Examples::list())
            QTest::newRow(qPrintable(example.file)) << example.file;
    }
    void everyExampleOpens()
    {
        QFETCH(QString, file);
        Desk desk(kNothing);
        desk.workspace.openExample(file);
        QTRY_VERIFY(desk.rows() > 0);
        QTRY_VERIFY(desk.workspace.inspector.isFresh());
        QCOMPARE(desk.workspace.log.count(Severity::Error), 0);
    }

    void aLongJobIsShownAndCancelled()
    {
        Desk desk(kNothing);
        LatestJob<int> job(
            desk.workspace.jobs, "Thinking", [](int) {}, desk.workspace.jobs.reporter());
        auto* status = desk.find<QWidget>("jobStatus");
        job.start([](Progress& progress) {
            while (true) {
                progress.throwIfCancelled();
                std::this_thread::yield();
            }
            return 1;
        });
        QVERIFY(!status->isVisible()); // most jobs end before
        QTRY_VERIFY(status->isVisible());
        QTest::mouseClick(desk.find<QToolButton>("cancelJob"), Qt::LeftButton);
        QVERIFY(!job.isRunning());
        QVERIFY(!status->isVisible());
    }

    void everyControlHasANameForScreenReaders()
    {
        Desk desk;
        QTRY_COMPARE(desk.rows(), 61);
        QStringList nameless;
        for (const auto* widget : desk.window.findChildren<QWidget*>()) {
            const bool isControl = widget->focusPolicy() & Qt::TabFocus && !widget->inherits("QScrollArea");
            const bool isOurs = !widget->objectName().startsWith("qt_") && widget->isVisibleTo(&desk.window);
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            if (isControl && isOurs && widget->accessibleName().isEmpty() && (!button || button->text().isEmpty()))
                nameless << widget->metaObject()->className() + QString(" ") + widget->objectName();
        }
        QCOMPARE(nameless.join(", "), QString());
    }

    void everyButtonAndFieldOfEveryPageIsNamed()
    {
        Desk desk;
        QTRY_COMPARE(desk.rows(), 61);
        QStringList nameless;
        for (const auto* widget : desk.window.findChildren<QWidget*>()) {
            const bool isControl = qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QLineEdit*>(widget)
                || qobject_cast<const QComboBox*>(widget) || qobject_cast<const QAbstractSpinBox*>(widget);
            if (isControl && !isPartOfQt(widget) && (widget->objectName().isEmpty() || widget->accessibleName().isEmpty()))
                nameless << widget->metaObject()->className()
                        + QString(" '%1' '%2'").arg(widget->objectName(), widget->accessibleName());
        }
        QCOMPARE(nameless.join(", "), QString());
    }

    void everyFieldIsReachedWithTheTabKey()
    {
        Desk desk;
        QTRY_COMPARE(desk.rows(), 61);
        QTRY_VERIFY(desk.find<QWidget>("showCurves")->isVisible()); // with the first tensor
        QTRY_VERIFY(desk.find<QWidget>("showCurves")->isEnabled());
        desk.find<QLineEdit>("structureFilter")->setFocus();
        QSet<QString> reached;
        for (int i = 0; i < 200; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            reached.insert(QApplication::focusWidget()->objectName());
            reached.insert(QApplication::focusWidget()->parentWidget()->objectName());
        }
        for (const char* name : {"structureTable", "showCurves", "preset", "fitGrids", "settingsTabBar", "k", "geometry",
                                 "weighting", "grid.min", "grid.max", "grid.n", "sigma", "removeTerm", "frameSlider"})
            QVERIFY2(reached.contains(name), name);
    }
};

QTEST_MAIN(MainWindowTest)
#include "main_window_test.moc"
