#include "app/explorer/menus/help_menu.h"

#include <QAction>
#include <QDialog>
#include <QTest>
#include <QTreeWidget>

using namespace mbtr::gui;

class HelpMenuTest : public QObject {
    Q_OBJECT

private slots:
    void namesTheGesturesOfViewPlotsAndList()
    {
        QWidget window;
        HelpMenu menu(&window);
        auto* action = menu.findChild<QAction*>("shortcutsAction");
        QVERIFY(action);
        QCOMPARE(action->shortcut(), QKeySequence(QKeySequence::HelpContents));
        action->trigger();
        auto* dialog = window.findChild<QDialog*>("shortcutsDialog");
        QVERIFY(dialog);
        const auto* table = dialog->findChild<QTreeWidget*>();
        for (const char* section : {"Window", "3-D view", "Plots", "List of structures"}) {
            const auto found = table->findItems(section, Qt::MatchExactly);
            QCOMPARE(found.size(), 1);
            QVERIFY2(found[0]->childCount() > 0, section);
        }
    }
};

QTEST_MAIN(HelpMenuTest)
#include "help_menu_test.moc"
