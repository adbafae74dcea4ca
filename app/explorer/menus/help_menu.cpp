#include "app/explorer/menus/help_menu.h"

#include "app/explorer/versions.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

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

struct ViewKey {
    const char* keys;
    const char* does;
};

/// Keys of the 3-D view, which are not actions: they act while the view has the focus.
constexpr ViewKey kViewKeys[] = {
    {QT_TRANSLATE_NOOP("HelpMenu", "Left button"),
     QT_TRANSLATE_NOOP("HelpMenu", "Turn; a click picks an atom, with Ctrl up to four")},
    {QT_TRANSLATE_NOOP("HelpMenu", "Wheel, + and -"), QT_TRANSLATE_NOOP("HelpMenu", "Nearer and farther")},
    {QT_TRANSLATE_NOOP("HelpMenu", "Arrow keys"), QT_TRANSLATE_NOOP("HelpMenu", "Turn")},
    {QT_TRANSLATE_NOOP("HelpMenu", "X, Y, Z"), QT_TRANSLATE_NOOP("HelpMenu", "Look along an axis, with Alt from behind")},
    {QT_TRANSLATE_NOOP("HelpMenu", "1, 2, 3"), QT_TRANSLATE_NOOP("HelpMenu", "Look along a cell vector, with Alt from behind")},
    {QT_TRANSLATE_NOOP("HelpMenu", "F or Home"), QT_TRANSLATE_NOOP("HelpMenu", "Show the whole structure")},
    {QT_TRANSLATE_NOOP("HelpMenu", "Page Up, Page Down"), QT_TRANSLATE_NOOP("HelpMenu", "Structure before, structure after")},
    {QT_TRANSLATE_NOOP("HelpMenu", "Space"), QT_TRANSLATE_NOOP("HelpMenu", "Play and stop")},
    {QT_TRANSLATE_NOOP("HelpMenu", "Esc"), QT_TRANSLATE_NOOP("HelpMenu", "Pick nothing")},
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
    addAction(tr("&Keyboard shortcuts"), QKeySequence::HelpContents, this, &HelpMenu::showShortcuts)
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
    table->setAccessibleName(tr("Keyboard shortcuts"));
    table->setHeaderLabels({tr("Key"), tr("Does")});
    table->setMinimumSize(520, 460);
    auto* window = new QTreeWidgetItem(table, {tr("Window")});
    for (const QAction* action : parentWidget()->window()->findChildren<QAction*>()) {
        for (const QKeySequence& key : action->shortcuts())
            new QTreeWidgetItem(window, {key.toString(QKeySequence::NativeText), plainText(*action)});
    }
    auto* view = new QTreeWidgetItem(table, {tr("3-D view")});
    for (const ViewKey& key : kViewKeys)
        new QTreeWidgetItem(view, {tr(key.keys), tr(key.does)});
    table->expandAll();
    table->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    makeDialog(parentWidget(), "shortcutsDialog", tr("Keyboard shortcuts"), table)->show();
}

} // namespace mbtr::gui

#include "moc_help_menu.cpp"
