#include "app/explorer/menus/help_menu.h"

#include "app/explorer/versions.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <span>

namespace mbtr::gui {

namespace {

/// A dialog that does not block the window and goes away when closed.
QDialog* makeDialog(QWidget* parent, const QString& name, const QString& title, QWidget* content)
{
    auto* dialog = new QDialog(parent);
    dialog->setObjectName(name);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    buttons->button(QDialogButtonBox::Close)->setIcon({});
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto* layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(20, 20, 20, 14);
    layout->setSpacing(14);
    layout->addWidget(content);
    layout->addWidget(buttons);
    return dialog;
}

QLabel* makeText(const QString& html)
{
    auto* label = new QLabel(html);
    label->setWordWrap(true);
    label->setMinimumWidth(460);
    label->setTextFormat(Qt::RichText);
    label->setTextInteractionFlags(Qt::TextBrowserInteraction | Qt::TextSelectableByKeyboard);
    return label;
}

struct Gesture {
    const char* keys;
    const char* does;
};

/// What is no action of the window: it acts where the mouse is, or the keyboard focus.
constexpr Gesture kViewGestures[] = {
    {QT_TRANSLATE_NOOP("HelpMenu", "Click"), QT_TRANSLATE_NOOP("HelpMenu", "Pick an atom, with Ctrl up to four")},
    {QT_TRANSLATE_NOOP("HelpMenu", "Double click"), QT_TRANSLATE_NOOP("HelpMenu", "Bring an atom to the middle")},
    {QT_TRANSLATE_NOOP("HelpMenu", "Drag"), QT_TRANSLATE_NOOP("HelpMenu", "Turn")},
    {QT_TRANSLATE_NOOP("HelpMenu", "Shift and drag, or middle button"), QT_TRANSLATE_NOOP("HelpMenu", "Shift the view")},
    {QT_TRANSLATE_NOOP("HelpMenu", "Ctrl and drag"), QT_TRANSLATE_NOOP("HelpMenu", "Pick the atoms in a rectangle")},
    {QT_TRANSLATE_NOOP("HelpMenu", "Wheel, right button, + and -"), QT_TRANSLATE_NOOP("HelpMenu", "Nearer and farther")},
    {QT_TRANSLATE_NOOP("HelpMenu", "Arrow keys"), QT_TRANSLATE_NOOP("HelpMenu", "Turn")},
    {QT_TRANSLATE_NOOP("HelpMenu", "X, Y, Z"), QT_TRANSLATE_NOOP("HelpMenu", "Look along an axis, with Alt from behind")},
    {QT_TRANSLATE_NOOP("HelpMenu", "1, 2, 3"), QT_TRANSLATE_NOOP("HelpMenu", "Look along a cell vector, with Alt from behind")},
    {QT_TRANSLATE_NOOP("HelpMenu", "F or Home"), QT_TRANSLATE_NOOP("HelpMenu", "Show the whole structure")},
    {QT_TRANSLATE_NOOP("HelpMenu", "C"), QT_TRANSLATE_NOOP("HelpMenu", "Bring what is picked to the middle")},
    {QT_TRANSLATE_NOOP("HelpMenu", "Page Up, Page Down"), QT_TRANSLATE_NOOP("HelpMenu", "Structure before, structure after")},
    {QT_TRANSLATE_NOOP("HelpMenu", "Space"), QT_TRANSLATE_NOOP("HelpMenu", "Play and stop")},
    {QT_TRANSLATE_NOOP("HelpMenu", "Esc"), QT_TRANSLATE_NOOP("HelpMenu", "End a drag; pick nothing")},
};

constexpr Gesture kPlotGestures[] = {
    {QT_TRANSLATE_NOOP("HelpMenu", "Drag"), QT_TRANSLATE_NOOP("HelpMenu", "Zoom; in curves of a tensor, choose a range")},
    {QT_TRANSLATE_NOOP("HelpMenu", "Ctrl and drag"), QT_TRANSLATE_NOOP("HelpMenu", "Zoom in curves of a tensor")},
    {QT_TRANSLATE_NOOP("HelpMenu", "Shift and drag"), QT_TRANSLATE_NOOP("HelpMenu", "Shift the plot")},
    {QT_TRANSLATE_NOOP("HelpMenu", "Wheel, + and -"), QT_TRANSLATE_NOOP("HelpMenu", "Zoom")},
    {QT_TRANSLATE_NOOP("HelpMenu", "Double click, Home"), QT_TRANSLATE_NOOP("HelpMenu", "Show all of the plot")},
    {QT_TRANSLATE_NOOP("HelpMenu", "Arrow keys"),
     QT_TRANSLATE_NOOP("HelpMenu", "Shift the plot; in curves of a tensor, move the chosen range or go to another curve")},
    {QT_TRANSLATE_NOOP("HelpMenu", "Shift and arrow keys"), QT_TRANSLATE_NOOP("HelpMenu", "Widen or narrow the chosen range")},
    {QT_TRANSLATE_NOOP("HelpMenu", "Esc"), QT_TRANSLATE_NOOP("HelpMenu", "Choose nothing")},
    {QT_TRANSLATE_NOOP("HelpMenu", "Ctrl+C"), QT_TRANSLATE_NOOP("HelpMenu", "Copy the picture")},
    {QT_TRANSLATE_NOOP("HelpMenu", "Right click"), QT_TRANSLATE_NOOP("HelpMenu", "All that can be done with the plot")},
    {QT_TRANSLATE_NOOP("HelpMenu", "Click on a name in the legend"), QT_TRANSLATE_NOOP("HelpMenu", "Show or hide a curve")},
};

constexpr Gesture kListGestures[] = {
    {QT_TRANSLATE_NOOP("HelpMenu", "Click, arrow keys"), QT_TRANSLATE_NOOP("HelpMenu", "Show another structure")},
    {QT_TRANSLATE_NOOP("HelpMenu", "Click on a header"),
     QT_TRANSLATE_NOOP("HelpMenu", "Sort; a third click brings back the order of the file")},
};

QString plainText(const QAction& action)
{
    QString text = action.text();
    return text.remove('&').remove(QStringLiteral("…"));
}

} // namespace

HelpMenu::HelpMenu(QWidget* window)
    : QMenu(tr("&Help"), window)
{
    setObjectName("helpMenu");
    addAction(tr("&Keys and gestures"), QKeySequence::HelpContents, this, &HelpMenu::showShortcuts)
        ->setObjectName("shortcutsAction");
    addAction(tr("How to &cite"), this, &HelpMenu::showCitation)->setObjectName("citeAction");
    addSeparator();
    auto* about = addAction(tr("&About MBTR Explorer"), this, &HelpMenu::showAbout);
    about->setObjectName("aboutAction");
    about->setMenuRole(QAction::AboutRole);
}

void HelpMenu::showAbout()
{
    const QString versions
        = QString::fromStdString(versionText() + "\n" + openGlDescription()).toHtmlEscaped().replace('\n', "<br>");
    auto* text = makeText(tr("<h3>MBTR Explorer</h3><p>See what a representation and a model know about molecules and "
                             "crystals.</p><p>%1</p><p>Free software under the GNU General Public License, version 3 or "
                             "later.</p>")
                              .arg(versions));
    makeDialog(parentWidget(), "aboutDialog", tr("About MBTR Explorer"), text)->show();
}

void HelpMenu::showCitation()
{
    auto* text = makeText(tr("<p>Please cite the paper that defines the representation:</p>"
                             "<p>Haoyan Huo, Matthias Rupp: <i>Unified representation of molecules and crystals for machine "
                             "learning</i>, Machine Learning: Science and Technology 3, 045017 (2022), "
                             "<a href=\"https://doi.org/10.1088/2632-2153/aca005\">doi:10.1088/2632-2153/aca005</a></p>"
                             "<p>and name this program with its version:</p><p>MBTR Explorer %1</p>")
                              .arg(MBTR_VERSION));
    text->setOpenExternalLinks(true);
    makeDialog(parentWidget(), "citeDialog", tr("How to cite"), text)->show();
}

void HelpMenu::showShortcuts()
{
    auto* table = new QTreeWidget;
    table->setAccessibleName(tr("Keys and gestures"));
    table->setHeaderLabels({tr("Key or gesture"), tr("Does")});
    table->setMinimumSize(520, 460);
    auto* window = new QTreeWidgetItem(table, {tr("Window")});
    for (const QAction* action : parentWidget()->window()->findChildren<QAction*>()) {
        for (const QKeySequence& key : action->shortcuts())
            new QTreeWidgetItem(window, {key.toString(QKeySequence::NativeText), plainText(*action)});
    }
    const auto add = [&](const QString& section, std::span<const Gesture> gestures) {
        auto* parent = new QTreeWidgetItem(table, {section});
        for (const Gesture& gesture : gestures)
            new QTreeWidgetItem(parent, {tr(gesture.keys), tr(gesture.does)});
    };
    add(tr("3-D view"), kViewGestures);
    add(tr("Plots"), kPlotGestures);
    add(tr("List of structures"), kListGestures);
    table->expandAll();
    table->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    makeDialog(parentWidget(), "shortcutsDialog", tr("Keys and gestures"), table)->show();
}

} // namespace mbtr::gui

#include "moc_help_menu.cpp"
