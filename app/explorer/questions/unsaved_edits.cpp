#include "app/explorer/questions/unsaved_edits.h"

#include "app/explorer/menus/structure_filters.h"
#include "app/explorer/workspace.h"

#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>
#include <utility>

namespace mbtr::gui {

UnsavedEdits::UnsavedEdits(Workspace* workspace, QWidget* window)
    : QObject(window)
    , m_workspace(workspace)
    , m_window(window)
{
    connect(&workspace->session, &Session::editsSaved, this, [this] {
        if (m_workspace->session.unsavedEdits().empty())
            goOn();
    });
    connect(&workspace->jobs, &JobList::failed, this, [this] { m_next = nullptr; }); // nothing is lost when a file is not written
}

bool UnsavedEdits::areThere() const
{
    if (m_workspace->editor.isChanging())
        m_workspace->editor.finish(); // what is being moved is an edit too
    return !m_workspace->session.unsavedEdits().empty();
}

void UnsavedEdits::before(const QString& what, const std::function<void()>& next)
{
    if (!areThere())
        return next();
    m_next = next;
    ask(what);
}

void UnsavedEdits::ask(const QString& what)
{
    const auto count = m_workspace->session.unsavedEdits().size();
    auto* box = new QMessageBox(QMessageBox::Question, tr("Edited structures"),
                                count == 1 ? tr("One structure was edited here and stands in no file.")
                                           : tr("%1 structures were edited here and stand in no file.").arg(count),
                                QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, m_window);
    box->setObjectName("unsavedEdits");
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("%1 forgets the changes. The opened files stay as they are; Save writes the edited structures to "
                               "a file of their own.")
                                .arg(what));
    box->setDefaultButton(QMessageBox::Save);
    box->button(QMessageBox::Save)->setText(tr("&Save as…"));
    box->button(QMessageBox::Discard)->setText(tr("&Forget the changes"));
    connect(box, &QMessageBox::finished, this, [this](int answer) {
        if (answer == QMessageBox::Save)
            askForFile();
        else if (answer == QMessageBox::Discard)
            goOn();
        else
            m_next = nullptr;
    });
    box->open();
}

void UnsavedEdits::askForFile()
{
    auto* dialog = new QFileDialog(m_window, tr("Save the edited structures"), {}, writableStructures());
    dialog->setObjectName("saveEdits");
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix("extxyz");
    dialog->selectFile("edited.extxyz");
    connect(dialog, &QFileDialog::fileSelected, &m_workspace->files, &DatasetFiles::writeEdits);
    connect(dialog, &QDialog::rejected, this, [this] { m_next = nullptr; });
    dialog->open();
}

void UnsavedEdits::goOn()
{
    if (const auto next = std::exchange(m_next, nullptr))
        next();
}

} // namespace mbtr::gui

#include "moc_unsaved_edits.cpp"
