#include "app/explorer/menus/data_actions.h"

#include "app/explorer/menus/structure_filters.h"
#include "app/explorer/questions/join_dialog.h"
#include "app/explorer/workspace.h"
#include "widgets/panels/dataset/property_menu.h"
#include "widgets/theme/icons.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>

namespace mbtr::gui {

DataActions::DataActions(Workspace* workspace, QMenu* menu, std::function<QString()> lastFolder)
    : QObject(menu)
    , m_workspace(workspace)
    , m_lastFolder(std::move(lastFolder))
    , m_window(menu->parentWidget())
{
    setObjectName("dataActions");
    m_join = menu->addAction(tr("&Join table…"), this, &DataActions::askForTable);
    m_join->setObjectName("joinTableAction");
    m_join->setToolTip(tr("Adds the columns of a CSV or TSV file as properties"));
    m_properties = menu->addMenu(tr("&Properties and units"));
    m_properties->setObjectName("propertiesMenu");
    m_export = menu->addAction(tr("&Export subset…"), QKeySequence(tr("Ctrl+E")), this, &DataActions::askForTarget);
    m_export->setObjectName("exportSubsetAction");
    m_export->setToolTip(tr("Writes the structures that are listed, in the order of the list"));
    connect(m_properties, &QMenu::aboutToShow, this, &DataActions::fillProperties);
    connect(&workspace->session, &Session::resultChanged, this, &DataActions::enable);
    connect(&workspace->files, &DatasetFiles::tableRead, this, &DataActions::askHowToJoin,
            Qt::QueuedConnection); // a dialog does not belong into the end of a job
    enable();
}

void DataActions::enable()
{
    const bool ready = m_workspace->session.isFresh(Stage::Dataset) && m_workspace->session.dataset().value->size() > 0;
    m_join->setEnabled(ready);
    m_properties->setEnabled(ready);
    const auto& subset = m_workspace->session.subset().value;
    m_export->setEnabled(ready && subset && !subset->rows().empty());
}

void DataActions::fillProperties()
{
    m_properties->clear();
    const auto dataset = m_workspace->session.dataset().value;
    for (const Property& property : dataset->properties) {
        auto* menu = new QMenu(QString::fromStdString(property.name).replace('&', "&&"), m_properties);
        fillPropertyMenu(menu, &m_workspace->session, property);
        if (!menu->isEmpty())
            m_properties->addMenu(menu);
    }
    if (m_properties->isEmpty())
        m_properties->addAction(tr("No numbers here"))->setEnabled(false);
}

void DataActions::askForTable()
{
    const QString path = QFileDialog::getOpenFileName(m_window, tr("Join table"), m_lastFolder(),
                                                      tr("Tables (*.csv *.tsv *.txt *.csv.gz *.tsv.gz);;All files (*)"));
    if (!path.isEmpty())
        joinTable(path);
}

void DataActions::joinTable(const QString& path)
{
    m_workspace->files.readTable(path);
}

void DataActions::askHowToJoin(const Table& table)
{
    if (!m_join->isEnabled()) // other structures are being read by now
        return;
    JoinDialog dialog(table, m_workspace->session.dataset().value->size(), m_window);
    if (dialog.exec() != QDialog::Accepted)
        return;
    auto edits = m_workspace->session.dataSettings().edits;
    edits.push_back(JoinTable {table.path, dialog.settings()});
    m_workspace->session.changeEdits(edits, tr("Join %1").arg(QFileInfo(QString::fromStdString(table.path)).fileName()));
}

void DataActions::askForTarget()
{
    QFileDialog dialog(m_window, tr("Export subset"), m_lastFolder(), writableStructures());
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix("extxyz");
    dialog.selectFile("subset.extxyz");
    if (dialog.exec() == QDialog::Accepted)
        m_workspace->files.writeSubset(dialog.selectedFiles().value(0));
}

} // namespace mbtr::gui

#include "moc_data_actions.cpp"
