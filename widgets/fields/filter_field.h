#pragma once

#include <QLineEdit>
#include <QTimer>
#include <memory>

class QCompleter;

namespace mbtr {
struct Dataset;
}

namespace mbtr::gui {

/// A line for a filter (core/dataset/filter.h): checked at every key, words completed, told once typing pauses.
class FilterField : public QLineEdit {
    Q_OBJECT

public:
    explicit FilterField(QWidget* parent = nullptr);

    /// What names mean; nullptr: anything is accepted.
    void setDataset(std::shared_ptr<const Dataset> dataset);
    /// Without telling anybody; the cursor stays where the text is the same.
    void setFilter(const QString& filter);

signals:
    /// A text that can be applied.
    void filterChosen(const QString& filter);
    /// One sentence about the text as it stands; empty where it is fine.
    void problemChanged(const QString& problem);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void check();
    void choose();
    void complete();
    void insert(const QString& word);
    int wordBegin() const;

    std::shared_ptr<const Dataset> m_dataset;
    QCompleter* m_completer;
    QTimer m_pause;
    QString m_problem;
    QString m_chosen;
};

} // namespace mbtr::gui
