#include "widgets/panels/training/model_menu.h"

#include "widgets/work/training/model_desk.h"

#include <QFileDialog>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>

namespace mbtr::gui {

ModelMenu::ModelMenu(ModelDesk* desk, QWidget* parent)
    : QToolButton(parent)
    , m_desk(desk)
{
    setObjectName("modelMenu");
    setText(tr("Model"));
    setAccessibleName(tr("Save or load a model"));
    setToolTip(tr("Saves and loads models, and predicts all open structures"));
    setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(this);
    QAction* saving = menu->addAction(tr("&Save the model ..."), this, &ModelMenu::save);
    QAction* loading = menu->addAction(tr("&Load a model ..."), this, &ModelMenu::load);
    QAction* predicting = menu->addAction(tr("&Predict all open structures ..."), this, &ModelMenu::predictAll);
    saving->setObjectName("saveModel");
    loading->setObjectName("loadModel");
    predicting->setObjectName("predictAll");
    connect(menu, &QMenu::aboutToShow, this, [this, saving, predicting] {
        saving->setEnabled(m_desk->model() && m_desk->fileName().isEmpty());
        predicting->setEnabled(m_desk->model() != nullptr);
    });
    setMenu(menu);
    connect(desk, &ModelDesk::sourcesNamed, this, &ModelMenu::askForSources);
}

void ModelMenu::save()
{
    if (const QString path = QFileDialog::getSaveFileName(this, tr("Save the model"), "model.mbtr", tr("Models (*.mbtr)"));
        !path.isEmpty())
        m_desk->save(path);
}

void ModelMenu::load()
{
    if (const QString path = QFileDialog::getOpenFileName(this, tr("Load a model"), {}, tr("Models (*.mbtr);;All files (*)"));
        !path.isEmpty())
        m_desk->load(path);
}

void ModelMenu::predictAll()
{
    if (const QString path
        = QFileDialog::getSaveFileName(this, tr("Predict all open structures"), "predictions.csv", tr("Tables (*.csv)"));
        !path.isEmpty())
        m_desk->predictAll(path);
}

/// A model may come from anywhere: nothing it names is read before a person has seen the paths.
void ModelMenu::askForSources(const QStringList& paths)
{
    constexpr qsizetype kMostShown = 10;
    QString shown = paths.mid(0, kMostShown).join('\n');
    if (paths.size() > kMostShown)
        shown += tr("\nand %n more", nullptr, static_cast<int>(paths.size() - kMostShown));
    auto* question
        = new QMessageBox(QMessageBox::Question, tr("Files of the model"),
                          tr("The model names the files it was trained on. Read them to see whether they have changed since?"),
                          QMessageBox::NoButton, window());
    question->setObjectName("askForSources");
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setTextFormat(Qt::PlainText);
    question->setInformativeText(shown);
    const QPushButton* reading = question->addButton(tr("&Read them"), QMessageBox::AcceptRole);
    question->setDefaultButton(question->addButton(tr("&Do not read them"), QMessageBox::RejectRole));
    connect(reading, &QPushButton::clicked, m_desk, &ModelDesk::checkSources);
    question->open();
}

} // namespace mbtr::gui

#include "moc_model_menu.cpp"
