#include "widgets/fields/filter_field.h"

#include "core/dataset/filter.h"
#include "widgets/fields/window_undo.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QStringListModel>

namespace mbtr::gui {

namespace {

constexpr int kPause = 200; // milliseconds

bool belongsToWord(QChar c)
{
    return c.isLetterOrNumber() || c == '_' || c == '`' || c == '.' || c == ':';
}

} // namespace

FilterField::FilterField(QWidget* parent)
    : QLineEdit(parent)
    , m_completer(new QCompleter(new QStringListModel(this), this))
{
    m_completer->setWidget(this);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->popup()->setObjectName("filterCompletions");
    setClearButtonEnabled(true);
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPause);
    new WindowUndo(
        this, [this] { return text().trimmed() != m_chosen; }, [this] { setText(m_chosen); });
    connect(&m_pause, &QTimer::timeout, this, &FilterField::choose);
    connect(this, &QLineEdit::textChanged, this, &FilterField::check);
    connect(this, &QLineEdit::textEdited, this, &FilterField::complete);
    connect(this, &QLineEdit::returnPressed, this, &FilterField::choose);
    connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this, &FilterField::insert);
}

void FilterField::setDataset(std::shared_ptr<const Dataset> dataset)
{
    m_dataset = std::move(dataset);
    QStringList words;
    if (m_dataset)
        for (const std::string& word : filterWords(*m_dataset))
            words << QString::fromStdString(word);
    static_cast<QStringListModel*>(m_completer->model())->setStringList(words);
    check();
    m_pause.stop();
}

void FilterField::setFilter(const QString& filter)
{
    m_chosen = filter;
    if (text().trimmed() == filter)
        return;
    setText(filter);
    m_pause.stop();
}

void FilterField::check()
{
    QString problem;
    try {
        const std::string filter = text().toStdString();
        if (m_dataset)
            Filter(*m_dataset, filterOfSearch(*m_dataset, filter));
    } catch (const FilterError& error) {
        problem = QString::fromUtf8(error.what()).section(": ", 1);
    }
    if (problem != m_problem) {
        m_problem = problem;
        emit problemChanged(problem);
    }
    m_pause.start();
}

void FilterField::choose()
{
    m_pause.stop();
    const QString filter = text().trimmed();
    if (!m_problem.isEmpty() || filter == m_chosen)
        return;
    m_chosen = filter;
    emit filterChosen(filter);
}

int FilterField::wordBegin() const
{
    int begin = cursorPosition();
    while (begin > 0 && belongsToWord(text().at(begin - 1)))
        --begin;
    return begin;
}

void FilterField::complete()
{
    const QString word = text().mid(wordBegin(), cursorPosition() - wordBegin());
    m_completer->setCompletionPrefix(word);
    const bool isWhole = m_completer->completionCount() == 1 && m_completer->currentCompletion() == word;
    if (word.isEmpty() || m_completer->completionCount() == 0 || isWhole)
        m_completer->popup()->hide();
    else
        m_completer->complete();
}

void FilterField::insert(const QString& word)
{
    const int begin = wordBegin();
    QString changed = text();
    changed.replace(begin, cursorPosition() - begin, word);
    setText(changed);
    setCursorPosition(begin + static_cast<int>(word.size()));
}

void FilterField::keyPressEvent(QKeyEvent* event)
{
    const bool forCompleter = event->key() == Qt::Key_Enter || event->key() == Qt::Key_Return || event->key() == Qt::Key_Escape
        || event->key() == Qt::Key_Tab;
    if (m_completer->popup()->isVisible() && forCompleter && m_completer->popup()->currentIndex().isValid()) {
        event->ignore(); // the list takes it
        return;
    }
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        clear();
        choose();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void FilterField::focusOutEvent(QFocusEvent* event)
{
    QLineEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason)
        choose();
}

} // namespace mbtr::gui

#include "moc_filter_field.cpp"
