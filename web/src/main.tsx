// First: it takes something out of the address that the router must not see.
import '@/lib/opened-by';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Providers } from '@/app/providers';
import { startApp } from '@/app/start';
import './styles/index.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root.');

startApp();
createRoot(root).render(
  <StrictMode>
    <Providers />
  </StrictMode>,
);
