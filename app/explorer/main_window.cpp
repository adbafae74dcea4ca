#include "app/explorer/main_window.h"

#include "app/explorer/menus/file_menu.h"
#include "app/explorer/menus/help_menu.h"
#include "app/explorer/menus/view_menu.h"
#include "app/explorer/preferences.h"
#include "app/explorer/questions/elements_questions.h"
#include "app/explorer/questions/unit_question.h"
#include "app/explorer/questions/unsaved_edits.h"
#include "app/explorer/summary.h"
#include "app/explorer/workbench.h"
#include "app/explorer/workspace.h"
#include "widgets/panels/desk/structure_desk.h"
#include "widgets/panels/status/job_status.h"
#include "widgets/panels/structure/structure_tools.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QDragEnterEvent>
#include <QLabel>
#include <QMenuBar>
#include <QMimeData>
#include <QScreen>
#include <QStatusBar>
#include <QToolBar>
#include <QToolButton>
#include <QUndoStack>

namespace mbtr::gui {

MainWindow::MainWindow(Workspace* workspace, const Preferences& preferences, QWidget* parent)
    : QMainWindow(parent)
    , m_workspace(workspace)
    , m_preferences(preferences)
    , m_workbench(new Workbench(workspace, this))
{
    setObjectName("mainWindow");
    setAcceptDrops(true);
    setCentralWidget(m_workbench);
    buildMenus();
    buildToolBar();
    buildStatusBar();
    connectMessages();
    new ElementsQuestions(&workspace->session, this);
    new UnitQuestion(&workspace->session, &workspace->pipeline, this);
    connect(&workspace->session, &Session::resultChanged, this, [this](Stage stage) {
        if (stage == Stage::Dataset)
            showFiles();
    });
    connect(&workspace->session, &Session::structureEdited, this, &MainWindow::showEdits);
    connect(&workspace->session, &Session::editsSaved, this, &MainWindow::showEdits);
    showFiles();
    restoreLayout();
}

void MainWindow::buildMenus()
{
    m_fileMenu = new FileMenu(m_workspace, m_preferences, this);
    m_fileMenu->addPictures(m_workbench->structure()->pictures());
    menuBar()->addMenu(m_fileMenu);

    auto* edit = menuBar()->addMenu(tr("&Edit"));
    auto* stack = m_workspace->session.undoStack();
    auto* undo = stack->createUndoAction(edit, tr("&Undo"));
    auto* redo = stack->createRedoAction(edit, tr("&Redo"));
    undo->setObjectName("undoAction");
    undo->setIcon(themedIcon("undo"));
    undo->setShortcut(QKeySequence::Undo);
    redo->setObjectName("redoAction");
    redo->setIcon(themedIcon("redo"));
    redo->setShortcuts({QKeySequence(tr("Ctrl+Shift+Z")), QKeySequence(tr("Ctrl+Y"))});
    edit->addActions({undo, redo});

    m_viewMenu = new ViewMenu(m_preferences, this);
    menuBar()->addMenu(m_viewMenu);
    m_viewMenu->addSeparator();
    m_viewMenu->addMenu(m_workbench->structure()->tools()->cameraMenu());
    edit->addSeparator();
    edit->addMenu(m_workbench->structure()->tools()->selectMenu());
    connect(m_viewMenu, &ViewMenu::pageChosen, m_workbench, &Workbench::showPage);
    menuBar()->addMenu(new HelpMenu(this));
}

void MainWindow::buildToolBar()
{
    auto* bar = addToolBar(tr("Pages"));
    bar->setObjectName("pageBar");
    bar->setMovable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setIconSize({20, 20});
    bar->addActions(m_viewMenu->pageActions());
    auto* space = new QWidget(bar);
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(space);
    bar->addAction(m_fileMenu->openAction());
    for (QAction* action : bar->actions()) {
        QWidget* button = bar->widgetForAction(action);
        if (button == space)
            continue;
        button->setObjectName(action->objectName() + "Button");
        button->setAccessibleName(action->text().remove('&'));
        button->setFocusPolicy(Qt::TabFocus);
    }
}

void MainWindow::buildStatusBar()
{
    m_summary = new QLabel(this);
    m_summary->setObjectName("summary");
    m_summary->setContentsMargins(8, 0, 0, 0);
    m_messageCount = new QToolButton(this);
    m_messageCount->setObjectName("messageCount");
    m_messageCount->setAutoRaise(true);
    m_messageCount->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_messageCount->setFocusPolicy(Qt::TabFocus);
    m_messageCount->setAccessibleName(tr("Messages"));
    m_messageCount->setToolTip(tr("Shows or hides warnings and errors (Ctrl+M)"));
    statusBar()->addWidget(m_summary, 1);
    statusBar()->addPermanentWidget(new JobStatus(&m_workspace->jobs, this));
    statusBar()->addPermanentWidget(m_messageCount);
}

void MainWindow::connectMessages()
{
    auto* action = m_viewMenu->messagesAction();
    connect(action, &QAction::toggled, m_workbench->messages(), &QWidget::setVisible);
    connect(m_messageCount, &QToolButton::clicked, action, &QAction::trigger);
    connect(&m_workspace->log, &MessageLog::changed, this, &MainWindow::showMessageCount);
    showMessageCount();
}

void MainWindow::showMessageCount()
{
    const int errors = m_workspace->log.count(Severity::Error);
    const int others = static_cast<int>(m_workspace->log.messages().size()) - errors;
    QStringList parts;
    if (errors > 0)
        parts << (errors == 1 ? tr("1 error") : tr("%1 errors").arg(errors));
    if (others > 0)
        parts << (others == 1 ? tr("1 note") : tr("%1 notes").arg(others));
    m_messageCount->setText(parts.join(", "));
    m_messageCount->setIcon(errors > 0 ? themedIcon("error", errorColor) : themedIcon("warning", warningColor));
    m_messageCount->setVisible(!parts.isEmpty());
    // Errors show themselves; nobody should have to look for why a file is not there.
    if (errors > 0 || parts.isEmpty())
        m_viewMenu->messagesAction()->setChecked(errors > 0);
}

void MainWindow::showFiles()
{
    setWindowTitle(titleOf(m_workspace->session));
    m_summary->setText(summaryOf(m_workspace->session));
    showEdits();
}

void MainWindow::showEdits()
{
    setWindowModified(!m_workspace->session.unsavedEdits().empty());
}

void MainWindow::restoreLayout()
{
    const QSize room = screen()->availableSize() - QSize(24, 64); // the frame of the window needs some
    resize(QSize(1500, 940).boundedTo(room));
    restoreGeometry(m_preferences.state("geometry").toByteArray());
    m_workbench->restoreLayout(m_preferences);
}

void MainWindow::showPage(Page page)
{
    m_viewMenu->choosePage(page);
}

void MainWindow::chooseTheme(Theme theme)
{
    m_viewMenu->chooseTheme(theme);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    QStringList files;
    for (const QUrl& url : event->mimeData()->urls()) {
        if (url.isLocalFile())
            files.append(url.toLocalFile());
    }
    if (files.isEmpty())
        return;
    event->acceptProposedAction();
    if (event->modifiers() & Qt::ShiftModifier)
        m_fileMenu->add(files);
    else
        m_fileMenu->open(files);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!m_mayClose && m_fileMenu->unsavedEdits()->areThere()) {
        event->ignore();
        return m_fileMenu->unsavedEdits()->before(tr("Closing the window"), [this] {
            m_mayClose = true;
            close();
        });
    }
    m_preferences.setState("geometry", saveGeometry());
    m_workbench->saveLayout(m_preferences);
    QMainWindow::closeEvent(event);
}

} // namespace mbtr::gui

#include "moc_main_window.cpp"
