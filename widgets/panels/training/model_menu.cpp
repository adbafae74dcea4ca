#include "widgets/panels/training/model_menu.h"

#include "widgets/work/training/model_desk.h"

#include <QFileDialog>
#include <QMenu>

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

} // namespace mbtr::gui

#include "moc_model_menu.cpp"
